package io.lumenvault.hsm;

import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/** What one worker thread does in one epoch, on a session of its own. */
final class SessionCiphers implements AutoCloseable {

    static final int IV_BYTES = Gcm.IV_BYTES;
    static final int TAG_BYTES = Gcm.TAG_BYTES;
    private static final int IV_BLOCK_BYTES = 256 * IV_BYTES;

    /** r and s of P-256. */
    private static final int RAW_SIGNATURE_BYTES = 64;

    private final NativeSession session;
    private final Gcm gcm;
    private final MemorySegment ecdsa;
    private final byte[] ivBlock = new byte[IV_BLOCK_BYTES];
    private int ivUsed = IV_BLOCK_BYTES;

    SessionCiphers(Cryptoki cryptoki, long slot, Capabilities capabilities) {
        this.session = new NativeSession(cryptoki, slot);
        this.gcm = capabilities.sealsByItself() ? new TokenGcm(session) : new ComposedGcm(session);
        this.ecdsa = Mechanism.CKM_ECDSA.write(session.arena());
    }

    /** The session itself, for other mechanisms than those of this class. */
    NativeSession session() {
        return session;
    }

    Gcm gcm() {
        return gcm;
    }

    byte[] seal(long key, byte[] plaintext) {
        byte[] sealed = new byte[IV_BYTES + plaintext.length + TAG_BYTES];
        nextIv(sealed);
        gcm.encrypt(key, sealed, plaintext);
        return sealed;
    }

    byte[] open(long key, byte[] sealed) {
        try {
            return gcm.decrypt(key, sealed);
        } catch (SealBrokenException e) {
            requireWorking(key);
            throw e;
        }
    }

    /** Some tokens name no better reason for a wrong tag than for a dead session, and that must not pass for tampering. */
    private void requireWorking(long key) {
        try {
            gcm.decrypt(key, seal(key, new byte[1]));
        } catch (SealBrokenException e) {
            throw new HsmUnavailableException("the HSM cannot open what it has just sealed", e);
        }
    }

    /** ECDSA over the SHA-256 hash of the data. @return the signature in DER */
    byte[] sign(long key, byte[] data) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(data);
        byte[] raw = new byte[RAW_SIGNATURE_BYTES];
        int length = session.run(NativeSession.Operation.SIGN, ecdsa, key, hash, 0, hash.length, raw, 0);
        if (length != raw.length) {
            throw new HsmException("the HSM signed by P-256 in " + length + " bytes instead of " + raw.length);
        }
        return EcdsaSignature.der(raw);
    }

    byte[] random(int length) {
        byte[] fetched = new byte[length];
        session.random(fetched);
        return fetched;
    }

    private void nextIv(byte[] destination) {
        if (ivUsed == IV_BLOCK_BYTES) {
            session.random(ivBlock);
            ivUsed = 0;
        }
        System.arraycopy(ivBlock, ivUsed, destination, 0, IV_BYTES);
        ivUsed += IV_BYTES;
    }

    @Override
    public void close() {
        session.close();
    }
}
