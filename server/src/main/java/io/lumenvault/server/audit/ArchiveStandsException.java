package io.lumenvault.server.audit;

/** Where the archive of a month is to be written, there is a file that holds other entries, or cannot be read. Nothing was written over it. */
public final class ArchiveStandsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ArchiveStandsException(String message) {
        super(message);
    }
}
