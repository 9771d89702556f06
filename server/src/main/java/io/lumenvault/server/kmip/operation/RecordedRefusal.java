package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;

/** A refusal that the door has recorded, under the reason that the request's version has for it. */
public final class RecordedRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient KmipException error;

    RecordedRefusal(KmipException error) {
        super(error.getMessage(), null, false, false);
        this.error = error;
    }

    /** What the client is told. */
    public KmipException error() {
        return error;
    }
}
