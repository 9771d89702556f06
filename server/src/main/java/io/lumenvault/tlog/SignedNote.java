package io.lumenvault.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A checkpoint and its signatures, as C2SP {@code signed-note} writes them: the text, an empty line, the signature lines.
 *
 * @param checkpoint what is signed
 * @param signatures in their order; those of unknown keys included
 */
public record SignedNote(Checkpoint checkpoint, List<NoteSignature> signatures) {

    private static final int MOST_SIGNATURES = 64;

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException("a note has 1 to " + MOST_SIGNATURES + " signatures, not " + signatures.size());
        }
    }

    /** The whole note. */
    public String text() {
        return checkpoint.text() + "\n" + signatures.stream().map(NoteSignature::line).collect(Collectors.joining());
    }

    /** The note with more signatures. */
    public SignedNote with(List<NoteSignature> more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        all.addAll(more);
        return new SignedNote(checkpoint, all);
    }

    /** @throws IllegalArgumentException when it is no signed checkpoint */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("a signed note is a text, an empty line and signature lines");
        }
        return new SignedNote(Checkpoint.parse(note.substring(0, end + 1)), signatures(note.substring(end + 2)));
    }

    /** Reads signature lines alone, as a witness answers. */
    public static List<NoteSignature> signatures(String lines) {
        if (!lines.endsWith("\n")) {
            throw new IllegalArgumentException("each signature line ends with a line end");
        }
        return Arrays.stream(lines.substring(0, lines.length() - 1).split("\n", -1)).map(NoteSignature::parse).toList();
    }

    /** Whether the key has signed this checkpoint. A signature by the key's name and ID that does not verify makes it false at once. */
    public boolean signedBy(NoteKey key) {
        List<NoteSignature> own = signatures.stream().filter(key::made).toList();
        return !own.isEmpty() && own.stream().allMatch(signature -> key.verifies(checkpoint, signature));
    }
}
