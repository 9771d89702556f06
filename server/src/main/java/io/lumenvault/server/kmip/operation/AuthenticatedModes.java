package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;

/** Modes whose tag has a field since KMIP 1.4 only. */
final class AuthenticatedModes {

    private AuthenticatedModes() {}

    static void requireServable(Call call, CryptographicParameters parameters) {
        BlockCipherMode mode = parameters.blockCipherMode();
        boolean tagged = mode == BlockCipherMode.GCM || mode == BlockCipherMode.CCM || mode == BlockCipherMode.AEAD;
        if (tagged && call.version().compareTo(ProtocolVersion.V1_4) < 0) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, mode.text()
                    + " needs KMIP 1.4 or later, where the Authenticated Encryption Tag has a field");
        }
    }
}
