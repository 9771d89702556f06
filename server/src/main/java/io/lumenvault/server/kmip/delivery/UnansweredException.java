package io.lumenvault.server.kmip.delivery;

import java.io.IOException;

/** The connection has to end, after a request was sent and before it was answered: that may be the request's doing. */
final class UnansweredException extends IOException {

    private static final long serialVersionUID = 1L;

    UnansweredException(IOException ended) {
        super(ended.getMessage(), ended);
    }
}
