package io.lumenvault.server.kmip.operation;

import io.lumenvault.server.vault.Vault;
import java.util.List;

/** The handlers of cryptographic operations, which share the messages that come in parts. */
final class CryptographicHandlers {

    private CryptographicHandlers() {}

    static List<Handler<?>> of(Vault vault, LinkGroups links, Streams streams) {
        return List.of(new CreateKeyPairHandler(vault, links), new EncryptHandler(vault, streams),
                new DecryptHandler(vault, streams), new SignHandler(vault, streams), new SignatureVerifyHandler(vault, streams), new MacHandler(vault, streams), new MacVerifyHandler(vault, streams),
                new HashHandler(vault, streams), new RngRetrieveHandler(vault), new RngSeedHandler(vault));
    }
}
