package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;

/** A refusal that this endpoint decides inside the door, with the protocol's own reason. */
public final class KmipRefusal extends VaultException {

    private static final long serialVersionUID = 1L;

    private final transient KmipException error;

    public KmipRefusal(KmipException error) {
        super(Reason.INVALID_FIELD, error.getMessage());
        this.error = error;
    }

    /** What the client is told. */
    public KmipException error() {
        return error;
    }

    @Override
    protected String term() {
        return error.reason().name();
    }
}
