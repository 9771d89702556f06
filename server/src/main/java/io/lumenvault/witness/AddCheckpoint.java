package io.lumenvault.witness;

import io.lumenvault.tlog.SignedNote;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of an {@code add-checkpoint} request (C2SP tlog-witness): the old size, a consistency proof, an empty line, the checkpoint.
 *
 * @param oldSize size of the head that the log knows the witness to have
 * @param proof the hashes of the proof
 * @param note the new head
 */
public record AddCheckpoint(long oldSize, List<byte[]> proof, SignedNote note) {

    private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,18})");
    private static final int MOST_HASHES = 63;

    public AddCheckpoint {
        proof = List.copyOf(proof);
    }

    /** @throws IllegalArgumentException when it is none */
    public static AddCheckpoint parse(String body) {
        int end = body.indexOf("\n\n");
        if (end < 0) {
            throw new IllegalArgumentException("the request has no empty line before the checkpoint");
        }
        String[] lines = body.substring(0, end).split("\n", -1);
        Matcher old = OLD.matcher(lines[0]);
        if (!old.matches() || lines.length - 1 > MOST_HASHES) {
            throw new IllegalArgumentException("the request begins with 'old SIZE' and at most " + MOST_HASHES + " hashes");
        }
        List<byte[]> proof = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            proof.add(Base64.getDecoder().decode(lines[i]));
        }
        return new AddCheckpoint(Long.parseLong(old.group(1)), proof, SignedNote.parse(body.substring(end + 2)));
    }

    /** The text of the request. */
    public String text() {
        StringBuilder text = new StringBuilder("old " + oldSize + "\n");
        proof.forEach(hash -> text.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return text.append('\n').append(note.text()).toString();
    }
}
