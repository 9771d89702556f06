package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AES-GCM of the token and AES-GCM composed from its block cipher, held against the vectors, each other, and the JDK. */
@RequiresToken
class GcmTest {

    private Cryptoki cryptoki;
    private RootOfTrust login;
    private NativeSession session;
    private TokenObjects objects;

    @BeforeEach
    void open() {
        TestToken token = TestToken.create("gcm");
        login = token.open();
        Epoch epoch = ((Pkcs11RootOfTrust) login).epoch();
        cryptoki = epoch.cryptoki();
        session = new NativeSession(cryptoki, epoch.token().slot());
        objects = new TokenObjects(cryptoki, epoch.token().slot());
    }

    @AfterEach
    void close() {
        objects.close();
        session.close();
        login.close();
    }

    private long key(byte[] value) {
        return objects.create(new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_SECRET_KEY)
                .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_AES)
                .with(AttributeTemplate.CKA_VALUE, value)
                .with(AttributeTemplate.CKA_TOKEN, false)
                .with(AttributeTemplate.CKA_ENCRYPT, true)
                .with(AttributeTemplate.CKA_DECRYPT, true));
    }

    private static byte[] sealed(Gcm gcm, long key, byte[] iv, byte[] plaintext) {
        byte[] sealed = new byte[iv.length + plaintext.length + Gcm.TAG_BYTES];
        System.arraycopy(iv, 0, sealed, 0, iv.length);
        gcm.encrypt(key, sealed, plaintext);
        return sealed;
    }

    @Test
    void bothWays_giveThePublishedAnswers() {
        for (Gcm gcm : new Gcm[] {new TokenGcm(session), new ComposedGcm(session)}) {
            for (GcmVector vector : GcmVector.ALL) {
                long key = key(vector.key());
                assertArrayEquals(vector.sealed(), sealed(gcm, key, vector.iv(), vector.plaintext()));
                assertArrayEquals(vector.plaintext(), gcm.decrypt(key, vector.sealed()));
            }
        }
    }

    @Test
    void anyLength_sealedByOneWay_isOpenedByTheOtherAndByTheJdk() throws Exception {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        byte[] keyBytes = new byte[32];
        random.nextBytes(keyBytes);
        long key = key(keyBytes);
        Gcm token = new TokenGcm(session);
        Gcm composed = new ComposedGcm(session);
        for (int length : new int[] {0, 1, 15, 16, 17, 31, 32, 300, 4096, 5001, 1_200_000}) {
            byte[] plaintext = new byte[length];
            byte[] iv = new byte[Gcm.IV_BYTES];
            random.nextBytes(plaintext);
            random.nextBytes(iv);
            byte[] byToken = sealed(token, key, iv, plaintext);
            byte[] byComposition = sealed(composed, key, iv, plaintext);
            assertArrayEquals(byToken, byComposition);
            assertArrayEquals(plaintext, composed.decrypt(key, byToken));
            assertArrayEquals(plaintext, token.decrypt(key, byComposition));
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(keyBytes, "AES"), new GCMParameterSpec(128, iv));
            assertArrayEquals(plaintext, cipher.doFinal(byComposition, iv.length, byComposition.length - iv.length));
        }
    }

    @Test
    void composedGcm_anyByteAltered_isBroken() {
        long key = key(new byte[32]);
        Gcm gcm = new ComposedGcm(session);
        byte[] sealed = sealed(gcm, key, new byte[Gcm.IV_BYTES], new byte[40]);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThrows(SealBrokenException.class, () -> gcm.decrypt(key, altered), "byte " + i);
        }
    }

    /** GCM submission to NIST, test case 2: the hash subkey, one block of ciphertext, its GHASH. */
    @Test
    void ghash_ofThePublishedExample_isThePublishedValue() {
        HexFormat hex = HexFormat.of();
        Ghash hash = new Ghash(hex.parseHex("66e94bd4ef8a2c3b884cfa59ca342b2e"));
        hash.update(hex.parseHex("0388dace60b6a392f328c2b971b2fe78"), 0, 16);
        hash.update(hex.parseHex("00000000000000000000000000000080"), 0, 16);
        assertArrayEquals(hex.parseHex("f38cbb1ad69223dcc3457ae5b6b0f885"), hash.digest());
    }

    /** The key of NIST SP 800-38B appendix D.3, against AES-CMAC of a zero block as its definition has it, by the JDK's block cipher. */
    @Test
    void checkValue_isTheBeginningOfTheCmacOfZeros() throws Exception {
        byte[] key = HexFormat.of().parseHex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding", "SunJCE");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        byte[] published = HexFormat.of().parseHex("e568f68194cf76d6174d4cc04310a854");
        assertArrayEquals(published, cipher.doFinal(new byte[16]));
        byte[] subkey = HexFormat.of().parseHex("cad1ed03299eedac2e9a99808621502f");
        String expected = HexFormat.of().withUpperCase().formatHex(cipher.doFinal(subkey), 0, 5);
        assertEquals(expected, CheckValue.of(session, key(key)));
    }
}
