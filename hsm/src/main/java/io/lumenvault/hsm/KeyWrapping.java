package io.lumenvault.hsm;

import java.util.ArrayList;
import java.util.List;

/** Wrapping and unwrapping of secret keys in one epoch, by AES-KW and AES-KWP (NIST SP 800-38F). */
final class KeyWrapping {

    private final Epoch epoch;

    KeyWrapping(Epoch epoch) {
        this.epoch = epoch;
    }

    /** @throws MechanismMissingException where the token offers none */
    Mechanism mechanism(KeyWrap method) {
        Capabilities capabilities = epoch.capabilities();
        if (method == KeyWrap.AES_KWP) {
            return epoch.kwp().orElseThrow(() -> new MechanismMissingException("token \"" + epoch.token().label()
                    + "\" offers no AES-KWP (RFC 5649): it wraps no keys, and takes none from another token"));
        }
        if (!capabilities.offered().contains(Mechanism.CKM_AES_KEY_WRAP)) {
            throw new MechanismMissingException("token \"" + epoch.token().label() + "\" offers no AES-KW (RFC 3394)");
        }
        return Mechanism.CKM_AES_KEY_WRAP;
    }

    /** Wraps under the wrapping key of a generation. */
    byte[] wrap(TokenObjects objects, int generation, long key) {
        return objects.wrap(mechanism(KeyWrap.AES_KWP), epoch.wrappingKeys().handles(generation).getFirst(), key);
    }

    /** Unwraps what a generation wrapped. */
    long unwrap(TokenObjects objects, KeySource.Wrapped key, AttributeTemplate template) {
        mechanism(KeyWrap.AES_KWP);
        List<Long> known = epoch.wrappingKeys().handles(key.generation());
        try {
            return unwrap(objects, key, known, template);
        } catch (SealBrokenException e) {
            // Another node may have made a wrapping key of this generation since the token was looked at.
            epoch.wrappingKeys().load();
            List<Long> others = new ArrayList<>(epoch.wrappingKeys().handles(key.generation()));
            others.removeAll(known);
            if (others.isEmpty()) {
                throw e;
            }
            return unwrap(objects, key, others, template);
        }
    }

    private long unwrap(TokenObjects objects, KeySource.Wrapped key, List<Long> candidates, AttributeTemplate template) {
        SealBrokenException broken = null;
        for (long candidate : candidates) {
            try {
                return unwrap(objects, KeyWrap.AES_KWP, candidate, key.bytes(), template);
            } catch (SealBrokenException e) {
                broken = e;
            }
        }
        throw broken;
    }

    /** @throws SealBrokenException where the bytes are not what this key wrapped so */
    long unwrap(TokenObjects objects, KeyWrap method, long unwrappingKey, byte[] wrapped, AttributeTemplate template) {
        Mechanism mechanism = mechanism(method);
        try {
            synchronized (epoch.cryptoki().objectCreation()) {
                return objects.unwrap(mechanism, unwrappingKey, wrapped, template);
            }
        } catch (CryptokiException e) {
            throw refused(objects, e);
        }
    }

    /** What the refusal of a wrapped key means: the key is wrong, or the token is lost. */
    HsmException refused(TokenObjects objects, CryptokiException e) {
        // NSS softoken says that memory is short where the bytes are.
        if (e.code() != ReturnValue.HOST_MEMORY && !ReturnValue.mayMeanBrokenSeal(ReturnValue.name(e.code()))) {
            return e;
        }
        requireWorking(objects);
        return new SealBrokenException("the token refuses the wrapped key: it was altered, or wrapped under another key", e);
    }

    /** Some tokens name no better reason for a wrong key than for a dead session, and that must not pass for tampering. */
    private void requireWorking(TokenObjects objects) {
        synchronized (epoch.cryptoki().objectCreation()) {
            objects.destroy(objects.generateKey(Mechanism.CKM_AES_KEY_GEN, UserKeyTemplate.leaving(AttributeTemplate.CKK_AES)
                    .with(AttributeTemplate.CKA_VALUE_LEN, (long) AesCipher.BLOCK_BYTES)));
        }
    }
}
