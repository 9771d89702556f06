package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresToken
@ParameterizedClass
@EnumSource(TokenLibrary.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Pkcs11RootOfTrustTest {

    @Parameter
    private TokenLibrary library;

    private RootOfTrust hsm;

    @BeforeParameterizedClassInvocation
    void open() {
        hsm = library.token("root-of-trust").open();
        hsm.createMasterKey();
    }

    @AfterParameterizedClassInvocation
    void close() {
        hsm.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 300, 4096, 100_000})
    void open_whatWasSealed_yieldsIt(int size) {
        byte[] plaintext = new byte[size];
        hsm.random(plaintext);
        byte[] sealed = hsm.seal(1, plaintext);
        assertEquals(size + RootOfTrust.SEAL_OVERHEAD, sealed.length);
        assertArrayEquals(plaintext, hsm.open(1, sealed));
    }

    @Test
    void seal_sameTwice_differs() {
        byte[] plaintext = new byte[32];
        byte[] first = hsm.seal(1, plaintext);
        byte[] second = hsm.seal(1, plaintext);
        assertFalse(Arrays.equals(Arrays.copyOf(first, 12), Arrays.copyOf(second, 12)));
    }

    @Test
    void open_anyByteAltered_isBroken() {
        byte[] sealed = hsm.seal(1, new byte[20]);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 0x40;
            assertThrows(SealBrokenException.class, () -> hsm.open(1, altered), "byte " + i);
        }
        assertEquals(HsmHealth.State.AVAILABLE, hsm.health().state());
        assertArrayEquals(new byte[20], hsm.open(1, sealed));
    }

    @Test
    void openAll_yieldsEachInItsPlace_andNoneWhereOneIsBroken() {
        List<Sealed> sealed = new ArrayList<>();
        for (byte i = 0; i < 20; i++) {
            sealed.add(new Sealed(1, hsm.seal(1, new byte[] {i, i, i})));
        }
        List<byte[]> opened = hsm.openAll(sealed);
        for (byte i = 0; i < 20; i++) {
            assertArrayEquals(new byte[] {i, i, i}, opened.get(i));
        }
        byte[] altered = sealed.get(7).bytes().clone();
        altered[altered.length - 1] ^= 1;
        sealed.set(7, new Sealed(1, altered));
        assertThrows(SealBrokenException.class, () -> hsm.openAll(sealed));
        assertEquals(HsmHealth.State.AVAILABLE, hsm.health().state());
    }

    @Test
    void open_cutAnywhere_isBroken() {
        byte[] sealed = hsm.seal(1, new byte[5]);
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThrows(SealBrokenException.class, () -> hsm.open(1, cut), "length " + length);
        }
    }

    @Test
    void open_underAnotherGeneration_isBroken() {
        MasterKey next = hsm.createMasterKey();
        byte[] sealed = hsm.seal(next.generation(), new byte[5]);
        assertThrows(SealBrokenException.class, () -> hsm.open(1, sealed));
    }

    @Test
    void seal_unknownGeneration_namesThosePresent() {
        HsmException e = assertThrows(HsmException.class, () -> hsm.seal(9999, new byte[1]));
        assertTrue(e.getMessage().contains("9999") && e.getMessage().contains("[1"), e.getMessage());
        assertEquals(HsmHealth.State.AVAILABLE, hsm.health().state());
    }

    @Test
    void createMasterKey_becomesActiveAndSurvivesReopening() {
        TestToken own = library.token("generations");
        Clock clock = Clock.fixed(Instant.parse("2026-03-04T05:06:07.890Z"), ZoneOffset.UTC);
        byte[] sealed;
        try (RootOfTrust first = Pkcs11RootOfTrust.open(own.config(), clock)) {
            assertThrows(HsmException.class, first::activeMasterKey);
            assertEquals(new MasterKey(1, Instant.parse("2026-03-04T05:06:07Z")), first.createMasterKey());
            sealed = first.seal(1, new byte[] {1, 2});
            assertEquals(2, first.createMasterKey().generation());
        }
        try (RootOfTrust second = own.open()) {
            assertEquals(2, second.activeMasterKey().generation());
            assertEquals(List.of(1, 2), second.masterKeys().stream().map(MasterKey::generation).toList());
            assertArrayEquals(new byte[] {1, 2}, second.open(1, sealed));
        }
    }

    @Test
    void masterKeysAndSigningKey_neverLeaveTheToken() {
        Epoch epoch = ((Pkcs11RootOfTrust) hsm).epoch();
        try (TokenObjects objects = new TokenObjects(epoch.cryptoki(), epoch.token().slot())) {
            long signing = epoch.signingKey().orElseThrow().handle();
            long stored = epoch.masterKeys().stored(1);
            for (long key : new long[] {signing, stored}) {
                assertArrayEquals(new byte[] {1}, objects.attribute(key, AttributeTemplate.CKA_TOKEN));
            }
            for (long key : new long[] {signing, stored, epoch.masterKeys().handle(1)}) {
                assertArrayEquals(new byte[] {1}, objects.attribute(key, AttributeTemplate.CKA_SENSITIVE));
                assertArrayEquals(new byte[] {0}, objects.attribute(key, AttributeTemplate.CKA_EXTRACTABLE));
                assertThrows(CryptokiException.class, () -> objects.attribute(key, AttributeTemplate.CKA_VALUE));
            }
        }
    }

    @Test
    void masterKey_isUsedByACopyInASession() {
        TokenKeys keys = ((Pkcs11RootOfTrust) hsm).epoch().masterKeys();
        assertNotEquals(keys.stored(1), keys.handle(1));
    }

    @Test
    void selfTest_onDemand_tellsWhatPassed() {
        List<SelfTestResult> results = hsm.selfTest();
        assertTrue(results.size() >= 7 && results.stream().allMatch(SelfTestResult::passed), results.toString());
    }

    @Test
    void selfTest_knowsTheModesThatClientsUse_whereTheTokenOffersThem() {
        List<String> tests = hsm.selfTest().stream().map(SelfTestResult::test).toList();
        List<String> modes = CipherVector.ALL.stream()
                .filter(vector -> library != TokenLibrary.P11_KIT || vector.cipher().mode() == AesCipher.Mode.ECB)
                .map(CipherVector::test).toList();
        assertTrue(tests.containsAll(modes), tests.toString());
    }

    @Test
    void tokens_tellGenerationsAndHowTheTokenSeals() {
        TokenStatus status = hsm.tokens().getFirst();
        assertEquals(1, status.masterKeys().getFirst().generation());
        assertTrue(status.signs());
        String sealing = library == TokenLibrary.P11_KIT ? "composed from CKM_AES_ECB" : "by CKM_AES_GCM";
        assertTrue(status.mechanisms().contains(sealing), status.mechanisms());
    }

    @Test
    void sign_verifiesUnderThePublicKey_whichStaysTheSame() throws Exception {
        byte[] data = {1, 2, 3};
        byte[] key = hsm.signaturePublicKey();
        PublicKey publicKey = KeyFactory.getInstance("EC", "SunEC").generatePublic(new X509EncodedKeySpec(key));
        for (int i = 0; i < 4; i++) {
            Signature verifier = Signature.getInstance("SHA256withECDSA", "SunEC");
            verifier.initVerify(publicKey);
            verifier.update(data);
            assertTrue(verifier.verify(hsm.sign(data)));
        }
        TestToken own = library.token("signing");
        byte[] before;
        try (RootOfTrust first = own.open()) {
            before = first.signaturePublicKey();
        }
        try (RootOfTrust second = own.open()) {
            assertArrayEquals(before, second.signaturePublicKey());
            assertFalse(Arrays.equals(before, key));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 33, 64, 5000})
    void random_fillsTheArray(int length) {
        byte[] first = new byte[length];
        byte[] second = new byte[length];
        hsm.random(first);
        hsm.random(second);
        assertTrue(length < 8 || !Arrays.equals(first, second));
    }

    /** The remoting of p11-kit 0.24 lets no AES-KWP through: that is said, and is no loss of the token. */
    @Test
    void wrappedKeys_areThereWhereTheTokenOffersAesKwp() {
        if (library == TokenLibrary.P11_KIT) {
            MechanismMissingException missing = assertThrows(MechanismMissingException.class, () -> hsm.wrappedKeys().create(1, 256));
            assertTrue(missing.getMessage().contains("offers no AES-KWP (RFC 5649)"), missing.getMessage());
        } else {
            assertEquals(32 + 8, hsm.wrappedKeys().create(1, 256).length);
        }
        assertEquals(HsmHealth.State.AVAILABLE, hsm.health().state());
    }

    @Test
    void anyCall_afterClose_isUnavailable() {
        RootOfTrust closed = library.token("closed").open();
        closed.close();
        assertThrows(HsmUnavailableException.class, closed::masterKeys);
        assertThrows(HsmUnavailableException.class, () -> closed.random(new byte[1]));
        assertEquals(HsmHealth.State.UNAVAILABLE, closed.health().state());
    }
}
