package io.lumenvault.cli.evidence;

import io.lumenvault.tlog.SignedNote;
import java.util.Objects;

/**
 * What has been proven.
 *
 * @param note the checkpoint under which
 * @param statement in words
 */
public record Verdict(SignedNote note, String statement) {

    public Verdict {
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(statement, "statement");
    }
}
