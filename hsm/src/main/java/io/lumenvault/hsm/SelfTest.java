package io.lumenvault.hsm;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Known-answer and pairwise tests, at each connection and on demand: an HSM that computes wrongly is not used (FIPS 140-3
 * clause 7.10). A failure is thrown as the loss of the HSM, so it ends the epoch, and the next one begins with these tests.
 */
final class SelfTest {

    private static final System.Logger LOG = System.getLogger(SelfTest.class.getName());
    private static final int RANDOM_BYTES = 32;

    /** SHA-256 of "abc" (FIPS 180-4 examples). */
    private static final byte[] SHA_256_ABC = HexFormat.of()
            .parseHex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

    private final Cryptoki cryptoki;
    private final TokenInfo token;
    private final Capabilities capabilities;
    private final TokenKeys masterKeys;
    private final Optional<SigningKey> signingKey;
    private final List<SelfTestResult> results = new ArrayList<>();
    private Optional<Mechanism> kwp;

    SelfTest(Cryptoki cryptoki, TokenInfo token, Capabilities capabilities, TokenKeys masterKeys, Optional<SigningKey> signingKey) {
        this.cryptoki = cryptoki;
        this.token = token;
        this.capabilities = capabilities;
        this.kwp = capabilities.kwp();
        this.masterKeys = masterKeys;
        this.signingKey = signingKey;
    }

    /** @throws HsmUnavailableException naming the test that failed */
    List<SelfTestResult> run(SessionCiphers ciphers) throws GeneralSecurityException {
        require(Arrays.equals(SHA_256_ABC, MessageDigest.getInstance("SHA-256").digest(ABC)), "SHA-256 known answer");
        synchronized (cryptoki.objectCreation()) {
            gcmKnownAnswers(ciphers);
            cipherKnownAnswers(ciphers);
            keyWrapKnownAnswers();
        }
        if (!masterKeys.masterKeys().isEmpty()) {
            sealPairwise(ciphers, masterKeys.handle(masterKeys.active().generation()));
        }
        if (signingKey.isPresent()) {
            signPairwise(ciphers, signingKey.get());
        }
        require(!Arrays.equals(ciphers.random(RANDOM_BYTES), ciphers.random(RANDOM_BYTES)), "random generation, two draws differ");
        return List.copyOf(results);
    }

    private void gcmKnownAnswers(SessionCiphers ciphers) {
        String test = "AES-256-GCM known answers, test cases 13 to 15";
        try (TokenObjects objects = new TokenObjects(cryptoki, token.slot())) {
            for (GcmVector vector : GcmVector.ALL) {
                long key = objects.create(knownKey(vector.key()));
                gcmKnownAnswer(ciphers.gcm(), key, vector);
                objects.destroy(key);
            }
            require(true, test);
        } catch (CryptokiException e) {
            // The pairwise test of the master key then stands alone.
            notRun(test, e);
        }
    }

    /** The modes that clients use in the token, by those of its mechanisms that do them. */
    private void cipherKnownAnswers(SessionCiphers ciphers) {
        for (CipherVector vector : CipherVector.ALL) {
            if (!capabilities.offered().contains(MessageCipher.mechanism(vector.cipher().mode()))) {
                continue;
            }
            try (TokenObjects objects = new TokenObjects(cryptoki, token.slot())) {
                require(vector.passes(ciphers.session(), objects.create(knownKey(vector.key()))), vector.test());
            } catch (CryptokiException e) {
                notRun(vector.test(), e);
            }
        }
    }

    /** A token may refuse a plaintext key by policy. */
    private void notRun(String test, CryptokiException e) {
        if (Failures.translate(e) instanceof HsmUnavailableException) {
            throw e;
        }
        LOG.log(System.Logger.Level.WARNING, "no " + test + " in token \"" + token.label() + "\": " + e.getMessage());
        results.add(new SelfTestResult(token.label(), test, false, "the token takes no known key: " + e.getMessage()));
    }

    /** The mechanism that has been seen to be AES-KWP, or that the token lets nobody see; after {@link #run}. */
    Optional<Mechanism> kwp() {
        return kwp;
    }

    private void keyWrapKnownAnswers() {
        if (kwp.isPresent() && !passes(KeyWrapVector.KWP, kwp.get())) {
            kwp = Optional.empty();
        }
        if (capabilities.offered().contains(Mechanism.CKM_AES_KEY_WRAP)) {
            passes(KeyWrapVector.KW, Mechanism.CKM_AES_KEY_WRAP);
        }
    }

    /**
     * Before PKCS#11 v3.0 the name CKM_AES_KEY_WRAP_PAD stood for different things: what means another one is not AES-KWP, and no failure.
     *
     * @return false where the mechanism is another one than that of the vector
     */
    private boolean passes(KeyWrapVector vector, Mechanism mechanism) {
        try (TokenObjects objects = new TokenObjects(cryptoki, token.slot())) {
            boolean passed = vector.passes(objects, mechanism);
            if (!passed && mechanism == Mechanism.CKM_AES_KEY_WRAP_PAD) {
                results.add(new SelfTestResult(token.label(), vector.test(), false, mechanism + " of this token is another one"));
                return false;
            }
            require(passed, vector.test());
        } catch (CryptokiException e) {
            notRun(vector.test(), e);
        }
        return true;
    }

    private static AttributeTemplate knownKey(byte[] value) {
        return new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_SECRET_KEY)
                .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_AES)
                .with(AttributeTemplate.CKA_VALUE, value)
                .with(AttributeTemplate.CKA_TOKEN, false)
                .with(AttributeTemplate.CKA_ENCRYPT, true)
                .with(AttributeTemplate.CKA_DECRYPT, true);
    }

    private static void gcmKnownAnswer(Gcm gcm, long key, GcmVector vector) {
        byte[] sealed = Arrays.copyOf(vector.iv(), vector.sealed().length);
        gcm.encrypt(key, sealed, vector.plaintext());
        refuseUnless(Arrays.equals(vector.sealed(), sealed), "AES-256-GCM known answer, encryption");
        refuseUnless(Arrays.equals(vector.plaintext(), gcm.decrypt(key, sealed)), "AES-256-GCM known answer, decryption");
    }

    private void sealPairwise(SessionCiphers ciphers, long key) {
        byte[] plaintext = {1, 2, 3};
        byte[] sealed = ciphers.seal(key, plaintext);
        require(Arrays.equals(plaintext, ciphers.open(key, sealed)), "active master key, seal and open");
        sealed[Gcm.IV_BYTES] ^= 1;
        require(refuses(ciphers, key, sealed), "active master key, refusal of a broken seal");
    }

    private static boolean refuses(SessionCiphers ciphers, long key, byte[] broken) {
        try {
            ciphers.open(key, broken);
            return false;
        } catch (SealBrokenException e) {
            return true;
        }
    }

    private void signPairwise(SessionCiphers ciphers, SigningKey key) throws GeneralSecurityException {
        byte[] signature = ciphers.sign(key.handle(), ABC);
        require(verifies(key, ABC, signature), "ECDSA P-256, sign and verify");
        require(!verifies(key, new byte[1], signature), "ECDSA P-256, refusal of other data");
    }

    private static boolean verifies(SigningKey key, byte[] data, byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withECDSA", "SunEC");
        verifier.initVerify(key.publicKey());
        verifier.update(data);
        return verifier.verify(signature);
    }

    private void require(boolean passed, String test) {
        refuseUnless(passed, test);
        results.add(new SelfTestResult(token.label(), test, true, ""));
    }

    private static void refuseUnless(boolean passed, String test) {
        if (!passed) {
            throw new HsmUnavailableException("the HSM failed its self-test: " + test);
        }
    }
}
