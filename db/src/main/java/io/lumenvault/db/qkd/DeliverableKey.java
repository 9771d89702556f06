package io.lumenvault.db.qkd;

import java.util.Objects;
import java.util.UUID;

/**
 * A key as a SAE asks for it by identifier.
 *
 * @param supply the allocation it belongs to
 * @param position its place in the allocation, from 0
 * @param keyBits its length in bits
 * @param link the QKD link
 * @param master the SAE that was given it first
 * @param entitled whether the asking SAE was named for it
 * @param waiting whether the asking SAE is entitled to it and has not been given it yet
 */
public record DeliverableKey(UUID supply, int position, int keyBits, String link, String master, boolean entitled, boolean waiting) {

    public DeliverableKey {
        Objects.requireNonNull(supply, "supply");
    }

    /** Its identifier. */
    public UUID keyId() {
        return KeyIdentifier.key(supply, position);
    }
}
