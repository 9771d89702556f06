package io.lumenvault.hsm;

import java.util.HexFormat;
import java.util.List;

/** A test case of AES-256-GCM without additional data, from the submission of GCM to NIST (McGrew and Viega, appendix B). */
record GcmVector(byte[] key, byte[] iv, byte[] plaintext, byte[] answer) {

    private static final String ZEROS = "00".repeat(32);
    private static final String KEY = "feffe9928665731c6d6a8f9467308308".repeat(2);

    /** Test cases 13, 14 and 15: no block, one block, four blocks. */
    static final List<GcmVector> ALL = List.of(
            of(ZEROS, "00".repeat(12), "", "530f8afbc74536b9a963b4f1c4cb738b"),
            of(ZEROS, "00".repeat(12), "00".repeat(16), "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"),
            of(KEY, "cafebabefacedbaddecaf888",
                    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
                    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
                            + "b094dac5d93471bdec1a502270e3cc6c"));

    private static GcmVector of(String key, String iv, String plaintext, String answer) {
        HexFormat hex = HexFormat.of();
        return new GcmVector(hex.parseHex(key), hex.parseHex(iv), hex.parseHex(plaintext), hex.parseHex(answer));
    }

    /** Initialisation vector, ciphertext, tag: what a seal is to be. */
    byte[] sealed() {
        byte[] sealed = new byte[iv.length + answer.length];
        System.arraycopy(iv, 0, sealed, 0, iv.length);
        System.arraycopy(answer, 0, sealed, iv.length, answer.length);
        return sealed;
    }
}
