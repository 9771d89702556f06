package io.lumenvault.db.cluster;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** PostgreSQL ended instead of becoming ready. */
final class StartFailure extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean portTaken;

    StartFailure(String lastWords, Path log) {
        super("PostgreSQL did not start: " + lastWords + " (log: " + log + ")");
        this.portTaken = lastWords.contains("could not bind");
    }

    boolean portTaken() {
        return portTaken;
    }
}
