package io.lumenvault.server.access;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A principal as this node knows it, whoever calls.
 *
 * @param name its name
 * @param group the group it belongs to
 * @param roles its roles; empty for one that is disabled, and for a SAE of another site, which calls there
 */
public record Account(String name, Group group, Set<Role> roles) {

    /**
     * What a name may look like; anything else in a certificate is nobody, and cannot pose as {@code system/...}. Nor can anybody be
     * called what nobody is called: all whose certificate names none would be that one.
     */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~@-]{1,64}");

    public Account {
        Objects.requireNonNull(group, "group");
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is not a principal's name: write up to 64 letters, digits and . _ ~ @ -, but not '"
                    + PrincipalDirectory.UNNAMED + "'");
        }
        roles = SeparationOfDuties.check(roles);
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals(PrincipalDirectory.UNNAMED);
    }
}
