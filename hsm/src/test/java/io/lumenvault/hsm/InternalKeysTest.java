package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.UUID;
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
@EnumSource(value = TokenLibrary.class, names = {"SOFTHSM2", "NSS_SOFTOKEN"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InternalKeysTest {

    private static final byte[] NONE = new byte[0];

    @Parameter
    private TokenLibrary library;

    private RootOfTrust hsm;
    private InternalKeys keys;

    @BeforeParameterizedClassInvocation
    void open() {
        hsm = library.token("internal-keys").open();
        keys = hsm.internalKeys();
    }

    @AfterParameterizedClassInvocation
    void close() {
        hsm.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 192, 256})
    void gcm_roundTrips_andBindsTheAdditionalData(int bits) {
        UUID id = key(bits);
        byte[] plaintext = {1, 2, 3};
        AesCipher gcm = new AesCipher(AesCipher.Mode.GCM, new byte[12], new byte[] {9}, 16);
        byte[] sealed = keys.encrypt(id, gcm, plaintext);
        assertEquals(3 + 16, sealed.length);
        assertArrayEquals(plaintext, keys.decrypt(id, gcm, sealed));
        AesCipher other = new AesCipher(AesCipher.Mode.GCM, new byte[12], new byte[] {8}, 16);
        assertThrows(SealBrokenException.class, () -> keys.decrypt(id, other, sealed));
        sealed[0] ^= 1;
        assertThrows(SealBrokenException.class, () -> keys.decrypt(id, gcm, sealed));
        assertEquals(HsmHealth.State.AVAILABLE, hsm.health().state(), "wrong data are no loss of the token");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 10_000})
    void cbcWithPadding_roundTrips(int length) {
        UUID id = key(256);
        AesCipher cbc = new AesCipher(AesCipher.Mode.CBC_PAD, new byte[16], NONE, 0);
        byte[] sealed = keys.encrypt(id, cbc, new byte[length]);
        assertEquals((length / 16 + 1) * 16, sealed.length);
        assertArrayEquals(new byte[length], keys.decrypt(id, cbc, sealed));
    }

    /** One block of zeros by ECB and by CBC with a zero vector is the same, and is one block. */
    @Test
    void ecbAndCbc_takeWholeBlocks() {
        UUID id = key(128);
        AesCipher ecb = new AesCipher(AesCipher.Mode.ECB, NONE, NONE, 0);
        AesCipher cbc = new AesCipher(AesCipher.Mode.CBC, new byte[16], NONE, 0);
        byte[] block = keys.encrypt(id, ecb, new byte[16]);
        assertEquals(16, block.length);
        assertArrayEquals(block, keys.encrypt(id, cbc, new byte[16]));
        assertArrayEquals(new byte[16], keys.decrypt(id, cbc, block));
        assertThrows(SealBrokenException.class, () -> keys.encrypt(id, cbc, new byte[15]));
        assertThrows(SealBrokenException.class, () -> keys.decrypt(id, ecb, new byte[17]));
    }

    @Test
    void create_sameIdentifierAgain_isRefused() {
        UUID id = key(128);
        assertTrue(assertThrows(HsmException.class, () -> keys.create(id, 128, Set.of(KeyUse.ENCRYPT, KeyUse.DECRYPT))).getMessage().contains(id.toString()));
    }

    @Test
    void destroyedKey_isGone() {
        UUID id = key(128);
        AesCipher ecb = new AesCipher(AesCipher.Mode.ECB, NONE, NONE, 0);
        keys.encrypt(id, ecb, new byte[16]);
        keys.destroy(id);
        keys.destroy(id);
        assertThrows(HsmException.class, () -> keys.encrypt(id, ecb, new byte[16]));
    }

    /** As when another thread, or another node, destroys it between the look-up of its handle and its use. */
    @Test
    void keyDestroyedByAnother_isGone_andNoLossOfTheToken() {
        UUID id = key(128);
        AesCipher ecb = new AesCipher(AesCipher.Mode.ECB, NONE, NONE, 0);
        keys.encrypt(id, ecb, new byte[16]);
        Epoch epoch = ((Pkcs11RootOfTrust) hsm).epoch();
        synchronized (epoch.cryptoki().objectCreation()) {
            try (TokenObjects objects = new TokenObjects(epoch.cryptoki(), epoch.token().slot())) {
                objects.find(new AttributeTemplate().with(AttributeTemplate.CKA_LABEL, "lumenvault.object." + id)).forEach(objects::destroy);
            }
        }
        HsmException gone = assertThrows(HsmException.class, () -> keys.encrypt(id, ecb, new byte[16]));
        assertEquals("the token holds 0 keys of object " + id, gone.getMessage());
        assertSame(epoch, ((Pkcs11RootOfTrust) hsm).epoch());
        keys.encrypt(key(128), ecb, new byte[16]);
    }

    @Test
    void masterKeys_areNotAmongThem() {
        hsm.createMasterKey();
        int before = hsm.masterKeys().size();
        key(256);
        assertEquals(before, hsm.masterKeys().size());
    }

    private UUID key(int bits) {
        UUID id = UUID.randomUUID();
        keys.create(id, bits, Set.of(KeyUse.ENCRYPT, KeyUse.DECRYPT));
        return id;
    }
}
