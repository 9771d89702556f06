package io.lumenvault.qkd.authentication;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.qkd.Shake256;
import io.lumenvault.qkd.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WegmanCarterVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    private static JsonNode vectors() throws IOException {
        return Shared.distillation("wegman_carter_vectors.json");
    }

    @Test
    void galoisField_vectors_agree() throws IOException {
        for (JsonNode vector : vectors().get("wc_gf2_128").get("vectors")) {
            int length = vector.get("len_bytes").asInt();
            byte[] message = Shake256.hash("wc-msg-" + length, length);
            byte[] key = Shake256.hash("wc-key-" + length, 16);
            byte[] otp = Shake256.hash("wc-otp-" + length, 16);
            try (PolynomialHash hash = new PolynomialHash(key)) {
                assertEquals(vector.get("hash_hex").asText(), HEX.formatHex(hash.update(message).finish()));
            }
            byte[] tag = WegmanCarter.tag(message, key, otp);
            assertEquals(vector.get("tag128_hex").asText(), HEX.formatHex(tag));
            assertEquals(vector.get("tag64_hex").asText(), HEX.formatHex(tag, 0, 8));
            assertTrue(WegmanCarter.verify(message, key, otp, tag));
            tag[length % 16] ^= 1;
            assertFalse(WegmanCarter.verify(message, key, otp, tag));
        }
    }

    @Test
    void mersennePrime_vectors_agree() throws IOException {
        for (JsonNode vector : vectors().get("wc_mersenne127").get("vectors")) {
            int length = vector.get("len_bytes").asInt();
            byte[] message = Shake256.hash("wc-msg-" + length, length);
            byte[] key = Shake256.hash("wc-key-" + length, 16);
            byte[] otp = Shake256.hash("wc-otp-" + length, 16);
            assertEquals(vector.get("hash_hex").asText(), HEX.formatHex(MersenneWegmanCarter.hash(message, key)));
            assertEquals(vector.get("tag_hex").asText(), HEX.formatHex(MersenneWegmanCarter.tag(message, key, otp)));
        }
    }

    @Test
    void poly1305_specificationCase_agrees() throws IOException {
        JsonNode vector = vectors().get("poly1305");
        byte[] tag = Poly1305.tag(vector.get("msg_ascii").asText().getBytes(StandardCharsets.US_ASCII), HEX.parseHex(vector.get("key_hex").asText()));
        assertEquals(vector.get("tag").asText(), HEX.formatHex(tag));
    }

    /** The tag of ChaCha20-Poly1305 (RFC 8439 section 2.8) is an independent oracle for every length of the last block. */
    @Test
    void poly1305_againstTheAead_agrees() throws Exception {
        SecretKeySpec key = new SecretKeySpec(Shake256.hash("chacha", 32), "ChaCha20");
        for (int length = 0; length < 70; length++) {
            byte[] nonce = Shake256.hash("nonce-" + length, 12);
            Cipher stream = Cipher.getInstance("ChaCha20");
            stream.init(Cipher.ENCRYPT_MODE, key, new ChaCha20ParameterSpec(nonce, 0));
            byte[] oneTimeKey = stream.doFinal(new byte[32]);
            Cipher aead = Cipher.getInstance("ChaCha20-Poly1305");
            aead.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(nonce));
            byte[] sealed = aead.doFinal(Shake256.hash("aead-" + length, length));
            int padded = (length + 15) / 16 * 16;
            byte[] authenticated = Arrays.copyOf(Arrays.copyOf(sealed, length), padded + 16);
            authenticated[padded + 8] = (byte) length;
            assertArrayEquals(Arrays.copyOfRange(sealed, length, length + 16), Poly1305.tag(authenticated, oneTimeKey), length + " bytes");
        }
    }

    /** The published GHASH value ends with its own length block, so ours is one multiplication further; undo it. */
    @Test
    void ghash_specificationCase_agrees() throws Exception {
        JsonNode ghash = vectors().get("ghash");
        byte[] data = HEX.parseHex(ghash.get("data_hex").asText());
        byte[] key = HEX.parseHex(ghash.get("H").asText());
        byte[] expected = HEX.parseHex(ghash.get("out").asText());
        // (expected + length block) H is what hashing the data with our own length block must give.
        byte[] lengthBlock = new byte[16];
        lengthBlock[14] = (byte) (data.length * 8 >> 8);
        lengthBlock[15] = (byte) (data.length * 8);
        byte[] sum = new byte[16];
        for (int i = 0; i < 16; i++) {
            sum[i] = (byte) (expected[i] ^ lengthBlock[i]);
        }
        try (PolynomialHash hash = new PolynomialHash(key)) {
            assertArrayEquals(multiply(sum, key), hash.update(data).finish());
        }
    }

    /** GHASH of AES-GCM with an all-zero plaintext and no further data is an independent oracle of the field. */
    @Test
    void field_againstAesGcm_agrees() throws Exception {
        SecretKeySpec aes = new SecretKeySpec(Shake256.hash("aes", 16), "AES");
        Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
        block.init(Cipher.ENCRYPT_MODE, aes);
        byte[] h = block.doFinal(new byte[16]);
        byte[] iv = new byte[12];
        byte[] j0 = new byte[16];
        j0[15] = 1;
        byte[] mask = block.doFinal(j0);
        byte[] data = Shake256.hash("aad", 16 * 37);
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.ENCRYPT_MODE, aes, new GCMParameterSpec(128, iv));
        gcm.updateAAD(data);
        byte[] tag = gcm.doFinal();
        // GCM's length block carries the bit length in its upper half, ours in the lower; the hash is linear in it.
        byte[] gcmLength = new byte[16];
        gcmLength[6] = (byte) (data.length * 8 >> 8);
        gcmLength[7] = (byte) (data.length * 8);
        byte[] ourLength = new byte[16];
        ourLength[14] = gcmLength[6];
        ourLength[15] = gcmLength[7];
        byte[] difference = new byte[16];
        for (int i = 0; i < 16; i++) {
            difference[i] = (byte) (gcmLength[i] ^ ourLength[i]);
        }
        byte[] correction = multiply(difference, h);
        byte[] expected = new byte[16];
        for (int i = 0; i < 16; i++) {
            expected[i] = (byte) (tag[i] ^ mask[i] ^ correction[i]);
        }
        try (PolynomialHash hash = new PolynomialHash(h)) {
            assertArrayEquals(expected, hash.update(data).finish());
        }
    }

    /** Multiplication bit by bit, as the GCM specification writes it. */
    private static byte[] multiply(byte[] x, byte[] y) {
        byte[] z = new byte[16];
        byte[] v = y.clone();
        for (int i = 0; i < 128; i++) {
            if ((x[i / 8] >> 7 - i % 8 & 1) != 0) {
                for (int j = 0; j < 16; j++) {
                    z[j] ^= v[j];
                }
            }
            boolean carry = (v[15] & 1) != 0;
            for (int j = 15; j > 0; j--) {
                v[j] = (byte) ((v[j] & 0xFF) >> 1 | (v[j - 1] & 1) << 7);
            }
            v[0] = (byte) ((v[0] & 0xFF) >> 1);
            if (carry) {
                v[0] ^= (byte) 0xE1;
            }
        }
        return z;
    }

    @Test
    void hash_inPieces_equalsHashAtOnce() {
        Random random = new Random(1);
        byte[] message = Shake256.hash("pieces", 1000);
        try (PolynomialHash hash = new PolynomialHash(Shake256.hash("key", 16))) {
            byte[] whole = hash.update(message).finish();
            for (int round = 0; round < 50; round++) {
                hash.reset();
                for (int at = 0; at < message.length; ) {
                    int part = Math.min(message.length - at, random.nextInt(40));
                    hash.update(message, at, part);
                    at += part;
                }
                assertArrayEquals(whole, hash.finish());
            }
        }
    }
}
