package io.lumenvault.tlog;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The proof that a log has an entry, as a C2SP {@code tlog-proof} file: the index of the leaf, the path of RFC 9162 to the root, and the
 * signed checkpoint with that root. The entry itself is beside it.
 *
 * @param proof index and path; its tree size is the checkpoint's
 * @param note the checkpoint with its signatures
 */
public record TlogProof(InclusionProof proof, SignedNote note) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final Pattern INDEX = Pattern.compile("index (0|[1-9][0-9]{0,18})");

    /** @throws IllegalArgumentException when the path is for a tree of another size than the checkpoint's */
    public TlogProof {
        Objects.requireNonNull(note, "note");
        if (proof.treeSize() != note.checkpoint().size()) {
            throw new IllegalArgumentException("a path in a tree of " + proof.treeSize() + " leaves does not lead to a checkpoint of "
                    + note.checkpoint().size());
        }
    }

    /** The file. */
    public String text() {
        StringBuilder out = new StringBuilder(HEADER).append('\n').append("index ").append(proof.leafIndex()).append('\n');
        proof.path().forEach(hash -> out.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return out.append('\n').append(note.text()).toString();
    }

    /**
     * Reads a file. An {@code extra} line is refused: this log writes none, and nothing of it would be proven.
     *
     * @throws IllegalArgumentException when it is no such file, byte for byte as {@link #text()} writes it
     */
    public static TlogProof parse(String file) {
        int end = file.indexOf("\n\n");
        String[] lines = end < 0 ? new String[0] : file.substring(0, end).split("\n", -1);
        if (lines.length < 2 || !lines[0].equals(HEADER) || !INDEX.matcher(lines[1]).matches()) {
            throw new IllegalArgumentException("a proof begins with the lines '" + HEADER + "' and 'index N'");
        }
        List<byte[]> path = new ArrayList<>();
        for (int i = 2; i < lines.length; i++) {
            path.add(Base64.getDecoder().decode(lines[i]));
        }
        SignedNote note = SignedNote.parse(file.substring(end + 2));
        long index = Long.parseLong(lines[1].substring(lines[1].indexOf(' ') + 1));
        TlogProof read = new TlogProof(new InclusionProof(index, note.checkpoint().size(), path), note);
        if (!read.text().equals(file)) {
            throw new IllegalArgumentException("the proof is not written as C2SP tlog-proof writes it");
        }
        return read;
    }

    /** Whether the checkpoint's tree has this leaf at the index. Who signed the checkpoint is another question. */
    public boolean includes(byte[] body) {
        return proof.verifies(new MerkleHasher().leaf(body), note.checkpoint().root());
    }
}
