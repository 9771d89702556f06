package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the token does is checked against the JDK's own AES-KW and AES-KWP. */
@RequiresToken
@ParameterizedClass
@EnumSource(value = TokenLibrary.class, names = {"SOFTHSM2", "NSS_SOFTOKEN"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrappedKeysTest {

    private static final byte[] KEK = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final KeySource CLEAR_KEK = new KeySource.Clear(KEK);
    private static final AesCipher ECB = new AesCipher(AesCipher.Mode.ECB, new byte[0], new byte[0], 0);

    @Parameter
    private TokenLibrary library;

    private Pkcs11RootOfTrust hsm;
    private WrappedKeys keys;
    private int generation;

    @BeforeParameterizedClassInvocation
    void open() {
        hsm = (Pkcs11RootOfTrust) library.token("wrapped-keys").open();
        keys = hsm.wrappedKeys();
        generation = hsm.createMasterKey().generation();
    }

    @AfterParameterizedClassInvocation
    void close() {
        hsm.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 192, 256})
    void create_makesAKeyThatLeavesWrappedOnly(int bits) throws Exception {
        KeySource.Wrapped key = key(bits);
        assertEquals(bits / 8 + 8, key.bytes().length);
        byte[] value = opened(KeyWrap.AES_KWP, keys.export(key, CLEAR_KEK, KeyWrap.AES_KWP));
        assertEquals(bits / 8, value.length);
        assertArrayEquals(value, opened(KeyWrap.AES_KW, keys.export(key, CLEAR_KEK, KeyWrap.AES_KW)));
        byte[] block = keys.encrypt(key, ECB, new byte[16]);
        assertArrayEquals(ecb(value), block);
        assertArrayEquals(new byte[16], keys.decrypt(key, ECB, block));
    }

    /** Two nodes that share a token may each make a wrapping key of the same generation at the same moment. */
    @Test
    void keyUnderAWrappingKeyThatAnotherNodeHasMadeSince_isUnwrapped() {
        Epoch epoch = hsm.epoch();
        byte[] wrapped;
        synchronized (epoch.cryptoki().objectCreation()) {
            try (TokenObjects anotherNode = epoch.objects()) {
                long under = anotherNode.generateKey(Mechanism.CKM_AES_KEY_GEN,
                        WrappingKeys.template(generation, Instant.now(), true, false).with(AttributeTemplate.CKA_VALUE_LEN, 32L));
                long key = anotherNode.generateKey(Mechanism.CKM_AES_KEY_GEN,
                        UserKeyTemplate.leaving(AttributeTemplate.CKK_AES).with(AttributeTemplate.CKA_VALUE_LEN, 16L));
                wrapped = anotherNode.wrap(epoch.kwp().orElseThrow(), under, key);
            }
        }
        KeySource.Wrapped known = key(128);
        assertEquals(16, keys.encrypt(wrapped(wrapped), ECB, new byte[16]).length);
        assertEquals(16, keys.encrypt(known, ECB, new byte[16]).length);
    }

    /** A user's wrapping key may itself be wrapped, or be in the token. */
    @Test
    void export_underKeysThatNobodySees() throws Exception {
        KeySource.Wrapped key = key(256);
        byte[] value = opened(KeyWrap.AES_KWP, keys.export(key, CLEAR_KEK, KeyWrap.AES_KWP));
        KeySource.Wrapped kek = key(256);
        byte[] kekValue = opened(KeyWrap.AES_KWP, keys.export(kek, CLEAR_KEK, KeyWrap.AES_KWP));
        assertArrayEquals(value, opened(KeyWrap.AES_KWP, keys.export(key, kek, KeyWrap.AES_KWP), kekValue));
        UUID internal = UUID.randomUUID();
        hsm.internalKeys().create(internal, 256, Set.of(KeyUse.WRAP, KeyUse.UNWRAP));
        byte[] wrapped = keys.export(key, new KeySource.Internal(internal), KeyWrap.AES_KWP);
        KeySource.Wrapped back = wrapped(keys.take(wrapped, new KeySource.Internal(internal), KeyWrap.AES_KWP, generation, 256));
        assertArrayEquals(ecb(value), keys.encrypt(back, ECB, new byte[16]));
    }

    @Test
    void export_ofAKeyInTheClear_takesWholeUnits() throws Exception {
        byte[] secret = new byte[72];
        secret[71] = 1;
        assertArrayEquals(secret, opened(KeyWrap.AES_KWP, keys.export(new KeySource.Clear(secret), CLEAR_KEK, KeyWrap.AES_KWP)));
        assertThrows(HsmException.class, () -> keys.export(new KeySource.Clear(new byte[17]), CLEAR_KEK, KeyWrap.AES_KWP));
    }

    @Test
    void export_ofAnInternalKey_isRefused() {
        UUID internal = UUID.randomUUID();
        hsm.internalKeys().create(internal, 256, Set.of(KeyUse.ENCRYPT));
        HsmException refused = assertThrows(HsmException.class,
                () -> keys.export(new KeySource.Internal(internal), CLEAR_KEK, KeyWrap.AES_KWP));
        assertTrue(refused.getMessage().contains("never leaves the token"), refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource(KeyWrap.class)
    void take_ofAKeyMadeElsewhere(KeyWrap method) throws Exception {
        byte[] value = HexFormat.of().parseHex("ff0102030405060708090a0b0c0d0e0f");
        byte[] foreign = closed(method, value);
        KeySource.Wrapped key = wrapped(keys.take(foreign, CLEAR_KEK, method, generation, 128));
        assertArrayEquals(ecb(value), keys.encrypt(key, ECB, new byte[16]));
        assertThrows(SealBrokenException.class, () -> keys.take(foreign, CLEAR_KEK, method, generation, 256));
    }

    /** Fifteen bytes look like sixteen once they are wrapped by KWP. */
    @Test
    void take_ofWhatIsNoAesKey_isRefused() throws Exception {
        byte[] foreign = closed(KeyWrap.AES_KWP, new byte[15]);
        assertThrows(HsmException.class, () -> keys.take(foreign, CLEAR_KEK, KeyWrap.AES_KWP, generation, 128));
        assertEquals(HsmHealth.State.AVAILABLE, hsm.health().state());
    }

    @Test
    void alteredBytes_areNoLossOfTheToken() {
        Epoch epoch = hsm.epoch();
        KeySource.Wrapped key = key(256);
        key.bytes()[3] ^= 1;
        assertThrows(SealBrokenException.class, () -> keys.encrypt(key, ECB, new byte[16]));
        assertThrows(SealBrokenException.class, () -> keys.take(new byte[24], CLEAR_KEK, KeyWrap.AES_KWP, generation, 128));
        assertThrows(SealBrokenException.class, () -> keys.take(new byte[3], CLEAR_KEK, KeyWrap.AES_KWP, generation, 128));
        assertSame(epoch, hsm.epoch());
        assertEquals(16, keys.encrypt(key(128), ECB, new byte[16]).length);
    }

    @Test
    void rewrap_outlivesTheGenerationBefore() {
        int before = hsm.createMasterKey().generation();
        int after = hsm.createMasterKey().generation();
        KeySource.Wrapped key = new KeySource.Wrapped(before, keys.create(before, 256));
        byte[] block = keys.encrypt(key, ECB, new byte[16]);
        KeySource.Wrapped rewrapped = new KeySource.Wrapped(after, keys.rewrap(key, after));
        hsm.destroyMasterKey(before);
        assertArrayEquals(block, keys.encrypt(rewrapped, ECB, new byte[16]));
        assertThrows(HsmException.class, () -> keys.encrypt(key, ECB, new byte[16]));
        assertFalse(hsm.epoch().wrappingKeys().hold(before));
    }

    /** As those that were made by an earlier release. */
    @Test
    void generationWithoutWrappingKey_getsItAtTheFirstUse() {
        int old = hsm.createMasterKey().generation();
        hsm.epoch().wrappingKeys().destroy(old);
        KeySource.Wrapped key = new KeySource.Wrapped(old, keys.create(old, 256));
        assertEquals(16, keys.encrypt(key, ECB, new byte[16]).length);
        assertThrows(HsmException.class, () -> keys.create(999, 256));
    }

    /** Two nodes may have made one each at the same moment. */
    @Test
    void secondWrappingKeyOfAGeneration_isUsedToUnwrapToo() {
        Epoch epoch = hsm.epoch();
        int old = hsm.createMasterKey().generation();
        KeySource.Wrapped under = new KeySource.Wrapped(old, keys.create(old, 256));
        synchronized (epoch.cryptoki().objectCreation()) {
            try (TokenObjects objects = epoch.objects()) {
                objects.generateKey(Mechanism.CKM_AES_KEY_GEN, WrappingKeys.template(old, Instant.EPOCH, true, false)
                        .with(AttributeTemplate.CKA_VALUE_LEN, 32L));
            }
        }
        epoch.wrappingKeys().load();
        assertEquals(2, epoch.wrappingKeys().handles(old).size());
        KeySource.Wrapped other = new KeySource.Wrapped(old, keys.create(old, 256));
        for (KeySource.Wrapped key : List.of(under, other)) {
            assertEquals(16, keys.encrypt(key, ECB, new byte[16]).length);
        }
    }

    @Test
    void wrappingKey_wrapsAndUnwrapsAndDoesNothingElse() {
        try (TokenObjects objects = hsm.epoch().objects()) {
            long key = hsm.epoch().wrappingKeys().handles(generation).getFirst();
            for (long never : List.of(AttributeTemplate.CKA_EXTRACTABLE, AttributeTemplate.CKA_ENCRYPT, AttributeTemplate.CKA_DECRYPT,
                    AttributeTemplate.CKA_SIGN, AttributeTemplate.CKA_DERIVE)) {
                assertArrayEquals(new byte[] {0}, objects.attribute(key, never));
            }
            assertArrayEquals(new byte[] {1}, objects.attribute(key, AttributeTemplate.CKA_SENSITIVE));
        }
    }

    @Test
    void knownAnswer_isTestedAtEachConnection() {
        assertTrue(hsm.selfTest().stream().anyMatch(result -> result.test().equals(KeyWrapVector.KWP.test()) && result.passed()));
    }

    private KeySource.Wrapped key(int bits) {
        return wrapped(keys.create(generation, bits));
    }

    private KeySource.Wrapped wrapped(byte[] bytes) {
        return new KeySource.Wrapped(generation, bytes);
    }

    private static byte[] opened(KeyWrap method, byte[] wrapped) throws Exception {
        return opened(method, wrapped, KEK);
    }

    private static byte[] opened(KeyWrap method, byte[] wrapped, byte[] kek) throws Exception {
        Cipher cipher = cipher(method);
        cipher.init(Cipher.UNWRAP_MODE, aes(kek));
        return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
    }

    private static byte[] closed(KeyWrap method, byte[] value) throws Exception {
        Cipher cipher = cipher(method);
        cipher.init(Cipher.WRAP_MODE, aes(KEK));
        return cipher.wrap(aes(value));
    }

    private static Cipher cipher(KeyWrap method) throws Exception {
        return Cipher.getInstance(method == KeyWrap.AES_KW ? "AES/KW/NoPadding" : "AES/KWP/NoPadding");
    }

    private static byte[] ecb(byte[] key) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, aes(key));
        return cipher.doFinal(new byte[16]);
    }

    private static SecretKey aes(byte[] value) {
        return new SecretKeySpec(value, "AES");
    }
}
