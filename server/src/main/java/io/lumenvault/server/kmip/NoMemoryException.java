package io.lumenvault.server.kmip;

import java.io.IOException;

/** Long messages hold all the memory there is for them. */
final class NoMemoryException extends IOException {

    private static final long serialVersionUID = 1L;

    NoMemoryException(String message) {
        super(message);
    }
}
