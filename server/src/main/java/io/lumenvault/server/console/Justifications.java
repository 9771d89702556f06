package io.lumenvault.server.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.server.lifecycle.approval.Justification;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;

/** Reads the justification that human actions carry. */
final class Justifications {

    private Justifications() {}

    static Justification read(JsonNode body) {
        if (body == null || !body.path("reason").isTextual() || !body.path("ticket").isTextual()) {
            throw new VaultException(Reason.INVALID_FIELD, "a justification is needed: {\"reason\": ..., \"ticket\": ...}");
        }
        try {
            return new Justification(Justification.Reason.named(body.path("reason").textValue()), body.path("ticket").textValue());
        } catch (IllegalArgumentException wrong) {
            throw new VaultException(Reason.INVALID_FIELD, wrong.getMessage());
        }
    }
}
