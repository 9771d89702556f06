package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.server.kmip.cryptography.MacGeneration;

/** How MAC and MAC Verify begin: both make the MAC. */
final class MacKeys {

    private MacKeys() {}

    static MacGeneration begin(KeyUse key, CryptographicParameters said) {
        key.requireType(ObjectType.SYMMETRIC_KEY, ObjectType.SECRET_DATA);
        return key.lendBytes(bytes -> new MacGeneration(bytes, key.algorithm(), key.parameters(said)));
    }
}
