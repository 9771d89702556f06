package io.lumenvault.hsm;

import java.util.Objects;

/**
 * What was sealed.
 *
 * @param generation under which
 * @param bytes as {@link RootOfTrust#seal} returned them
 */
public record Sealed(int generation, byte[] bytes) {

    public Sealed {
        Objects.requireNonNull(bytes, "bytes");
        if (bytes.length < RootOfTrust.SEAL_OVERHEAD) {
            throw new SealBrokenException("sealed bytes are " + bytes.length + "; at least " + RootOfTrust.SEAL_OVERHEAD + " are a seal");
        }
    }
}
