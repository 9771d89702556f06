package io.lumenvault.server.qkd;

import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import java.util.Map;

/** The refusal of a request that cannot be read. */
final class Malformed {

    private Malformed() {}

    static VaultException request(String message) {
        return new VaultException(Reason.INVALID_FIELD, message);
    }

    /** @param field where it is
     *  @param reason what is wrong there, and what is allowed */
    static VaultException request(String message, String field, String reason) {
        return new VaultException(Reason.INVALID_FIELD, message, Map.of(field, reason));
    }
}
