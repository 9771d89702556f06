package io.lumenvault.tlog;

import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A tree head as C2SP {@code tlog-checkpoint} writes it: three lines, without extension lines.
 *
 * @param origin the log's name, unique among logs
 * @param size number of leaves
 * @param root of the tree over them, 32 bytes
 */
public record Checkpoint(String origin, long size, byte[] root) {

    private static final int MOST_ORIGIN = 255;
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    /** @throws IllegalArgumentException when a field cannot stand in a checkpoint */
    public Checkpoint {
        Objects.requireNonNull(origin, "origin");
        if (origin.isEmpty() || origin.length() > MOST_ORIGIN || origin.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("an origin has 1 to " + MOST_ORIGIN + " printable characters");
        }
        if (size < 0) {
            throw new IllegalArgumentException("a tree of " + size + " leaves cannot be");
        }
        if (root.length != MerkleHasher.HASH_BYTES) {
            throw new IllegalArgumentException("a root of " + root.length + " bytes does not have " + MerkleHasher.HASH_BYTES);
        }
        root = root.clone();
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /**
     * Reads the text of a note.
     *
     * @throws IllegalArgumentException when it is no checkpoint, or has extension lines: this log writes none
     */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty() || !SIZE.matcher(lines[1]).matches()) {
            throw new IllegalArgumentException("a checkpoint has three lines: origin, size and root");
        }
        Checkpoint read = new Checkpoint(lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
        if (!read.text().equals(text)) {
            throw new IllegalArgumentException("the checkpoint's root is not written in plain base64");
        }
        return read;
    }

    /** Whether the other is the head of the same log over the same leaves. */
    public boolean sameAs(Checkpoint other) {
        return text().equals(other.text());
    }
}
