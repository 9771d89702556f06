package io.lumenvault.server.access;

import java.util.regex.Pattern;

/**
 * A tenant: principals, their objects and links, closed against those of other groups. What is in no group belongs to the node
 * itself, and only principals of the node see it, and everything else.
 *
 * @param name the group's name, {@code *} for the node
 */
public record Group(String name) {

    /** The node itself. */
    public static final Group NODE = new Group("*");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public Group {
        if (!name.equals("*") && !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("group '" + name + "' is not a name: write up to 32 of a-z, 0-9 and hyphens, or * for the node");
        }
    }

    /** Whether this is the node itself. */
    public boolean isNode() {
        return equals(NODE);
    }

    /** Whether principals of this group see what belongs to the other. */
    public boolean sees(Group other) {
        return isNode() || equals(other);
    }
}
