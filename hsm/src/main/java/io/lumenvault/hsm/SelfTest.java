package io.lumenvault.hsm;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;

/** Known-answer and pairwise tests at each connection: an HSM that computes wrongly is not used (FIPS 140-3 clause 7.10). */
final class SelfTest {

    private static final System.Logger LOG = System.getLogger(SelfTest.class.getName());

    /** AES-256-GCM with a key, an initialisation vector and a plaintext block of zeros: test case 14 of the GCM submission to NIST. */
    private static final byte[] GCM_ANSWER = HexFormat.of()
            .parseHex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
    private static final int AES_256_BYTES = 32;
    private static final int AES_BLOCK_BYTES = 16;

    /** SHA-256 of "abc" (FIPS 180-4 examples). */
    private static final byte[] SHA_256_ABC = HexFormat.of()
            .parseHex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    private final SessionCiphers ciphers;

    SelfTest(SessionCiphers ciphers) {
        this.ciphers = ciphers;
    }

    void run(Cryptoki cryptoki, long slot, SigningKey signingKey, TokenKeys masterKeys) throws GeneralSecurityException {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        require(Arrays.equals(SHA_256_ABC, MessageDigest.getInstance("SHA-256").digest(abc)), "SHA-256 known answer");
        signPairwise(signingKey, abc);
        synchronized (cryptoki.objectCreation()) {
            gcmKnownAnswer(cryptoki, slot);
        }
        if (!masterKeys.masterKeys().isEmpty()) {
            sealPairwise(masterKeys.handle(masterKeys.active().generation()));
        }
        require(!Arrays.equals(ciphers.random(AES_256_BYTES), ciphers.random(AES_256_BYTES)), "random generation");
    }

    private static void gcmKnownAnswer(Cryptoki cryptoki, long slot) {
        AttributeTemplate zeros = new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_SECRET_KEY)
                .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_AES)
                .with(AttributeTemplate.CKA_VALUE, new byte[AES_256_BYTES])
                .with(AttributeTemplate.CKA_TOKEN, false)
                .with(AttributeTemplate.CKA_ENCRYPT, true);
        byte[] answer;
        try {
            answer = cryptoki.encryptGcm(slot, zeros, new byte[SessionCiphers.IV_BYTES], new byte[AES_BLOCK_BYTES]);
        } catch (CryptokiException e) {
            // A token may refuse a plaintext key by policy; the pairwise test of the master key then stands alone.
            LOG.log(System.Logger.Level.WARNING, "no AES-GCM known-answer test in this token: " + e.getMessage());
            return;
        }
        require(Arrays.equals(GCM_ANSWER, answer), "AES-256-GCM known answer");
    }

    private void sealPairwise(SecretKey key) throws GeneralSecurityException {
        byte[] plaintext = {1, 2, 3};
        byte[] sealed = ciphers.seal(key, plaintext);
        require(Arrays.equals(plaintext, ciphers.open(key, sealed)), "seal and open");
        sealed[SessionCiphers.IV_BYTES] ^= 1;
        try {
            ciphers.open(key, sealed);
        } catch (SealBrokenException e) {
            return;
        }
        require(false, "refusal of a broken seal");
    }

    private void signPairwise(SigningKey key, byte[] data) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withECDSA", "SunEC");
        verifier.initVerify(key.softwarePublicKey());
        verifier.update(data);
        require(verifier.verify(ciphers.sign(key.handle(), data)), "ECDSA sign and verify");
    }

    private static void require(boolean passed, String test) {
        if (!passed) {
            throw new HsmException("the HSM failed its self-test: " + test);
        }
    }
}
