package io.lumenvault.server.audit;

import io.lumenvault.tlog.SignedNote;
import java.util.Optional;

/** A place outside the database that holds the log's last signed head: who can rewrite the database cannot take the log back behind it. */
public interface CheckpointHolder {

    /** Where it is, for messages: for example a file. */
    String place();

    /**
     * The head that is held, or empty before the first.
     *
     * @throws LogRolledBackException when something is held that is no signed head
     */
    Optional<SignedNote> read();

    /** Replaces it, durably and in one step. It may be one head behind the database and is never ahead. */
    void write(SignedNote note);

    /** Writes what a holder that does not take every head has put off. */
    default void flush() {}
}
