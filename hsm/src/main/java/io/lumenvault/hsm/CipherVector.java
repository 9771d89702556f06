package io.lumenvault.hsm;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A known answer of AES-256 as clients use it in the token.
 *
 * @param test   names it
 * @param key    the key
 * @param cipher the mode, and what it takes
 * @param plaintext what is encrypted
 * @param answer what it becomes
 */
record CipherVector(String test, byte[] key, AesCipher cipher, byte[] plaintext, byte[] answer) {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] NONE = new byte[0];

    /** Key, initialisation vector and plaintext of NIST SP 800-38A appendix F, AES-256. */
    private static final byte[] KEY = HEX.parseHex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
    private static final byte[] IV = HEX.parseHex("000102030405060708090a0b0c0d0e0f");
    private static final byte[] PLAINTEXT = HEX.parseHex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
    private static final String CBC = "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
            + "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b";

    static final List<CipherVector> ALL = List.of(
            new CipherVector("AES-256-ECB known answer, NIST SP 800-38A F.1.5", KEY, new AesCipher(AesCipher.Mode.ECB, NONE, NONE, 0),
                    PLAINTEXT, HEX.parseHex("f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870"
                            + "b6ed21b99ca6f4f9f153e7b1beafed1d23304b7a39f9f3ff067d8d8f9e24ecc7")),
            new CipherVector("AES-256-CBC known answer, NIST SP 800-38A F.2.5", KEY, new AesCipher(AesCipher.Mode.CBC, IV, NONE, 0),
                    PLAINTEXT, HEX.parseHex(CBC)),
            // The block of padding after it is computed by OpenSSL.
            new CipherVector("AES-256-CBC with padding, known answer", KEY, new AesCipher(AesCipher.Mode.CBC_PAD, IV, NONE, 0),
                    PLAINTEXT, HEX.parseHex(CBC + "3f461796d6b0d6b2e0c2a72b4d80e644")),
            new CipherVector("AES-256-GCM with additional data, known answer, test case 16",
                    HEX.parseHex("feffe9928665731c6d6a8f9467308308".repeat(2)),
                    new AesCipher(AesCipher.Mode.GCM, HEX.parseHex("cafebabefacedbaddecaf888"),
                            HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2"), Gcm.TAG_BYTES),
                    HEX.parseHex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"),
                    HEX.parseHex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b")));

    /** Whether the token encrypts so under this key, and decrypts it again. */
    boolean passes(NativeSession session, long handle) {
        try {
            return Arrays.equals(answer, MessageCipher.run(session, NativeSession.Operation.ENCRYPT, handle, cipher, plaintext))
                    && Arrays.equals(plaintext, MessageCipher.run(session, NativeSession.Operation.DECRYPT, handle, cipher, answer));
        } catch (SealBrokenException e) {
            return false;
        }
    }
}
