package io.lumenvault.hsm;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A known answer of key wrapping.
 *
 * @param test  names it
 * @param kek   the key that wraps
 * @param key   the key that is wrapped
 * @param wrapped what it becomes
 */
record KeyWrapVector(String test, byte[] kek, byte[] key, byte[] wrapped) {

    private static final String KEY = "00112233445566778899aabbccddeeff";

    static final KeyWrapVector KW = of("AES-KW known answer, RFC 3394 section 4.3",
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "64e8c3f9ce0f5ba263e9777905818a2a93c8191e7d6e8ae7");

    /** Under the key of RFC 5649 section 6, whose own keys are no whole units of 8 bytes; computed by OpenSSL and by the JDK. */
    static final KeyWrapVector KWP = of("AES-KWP known answer, RFC 5649", "5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8",
            "3d5096111d227d3c97f6a8d619ccf2ee7912eebeb1b41e43");

    private static KeyWrapVector of(String test, String kek, String wrapped) {
        HexFormat hex = HexFormat.of();
        return new KeyWrapVector(test, hex.parseHex(kek), hex.parseHex(KEY), hex.parseHex(wrapped));
    }

    /** Whether the mechanism wraps the key so, and unwraps it again. */
    boolean passes(TokenObjects objects, Mechanism mechanism) {
        long under = objects.create(known(AttributeTemplate.CKK_AES)
                .with(AttributeTemplate.CKA_WRAP, true)
                .with(AttributeTemplate.CKA_UNWRAP, true)
                .with(AttributeTemplate.CKA_VALUE, kek));
        long plain = objects.create(known(AttributeTemplate.CKK_GENERIC_SECRET).with(AttributeTemplate.CKA_VALUE, key));
        if (!Arrays.equals(wrapped, objects.wrap(mechanism, under, plain))) {
            return false;
        }
        long unwrapped = objects.unwrap(mechanism, under, wrapped, known(AttributeTemplate.CKK_GENERIC_SECRET));
        return Arrays.equals(key, objects.attribute(unwrapped, AttributeTemplate.CKA_VALUE));
    }

    private static AttributeTemplate known(long keyType) {
        return new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_SECRET_KEY)
                .with(AttributeTemplate.CKA_KEY_TYPE, keyType)
                .with(AttributeTemplate.CKA_TOKEN, false)
                .with(AttributeTemplate.CKA_SENSITIVE, false)
                .with(AttributeTemplate.CKA_EXTRACTABLE, true);
    }
}
