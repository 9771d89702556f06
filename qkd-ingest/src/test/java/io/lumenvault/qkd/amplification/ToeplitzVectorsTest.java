package io.lumenvault.qkd.amplification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.qkd.Shake256;
import io.lumenvault.qkd.Shared;
import io.lumenvault.qkd.bits.BitArray;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ToeplitzVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    private static BitArray shake(String name, int n, int m, int bits) {
        return BitArray.fromBytes(Shake256.hash("qkd-toeplitz-" + name + "-" + n + "-" + m, (bits + 7) / 8), bits);
    }

    private static String sha256(BitArray bits) throws Exception {
        return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bits.toBytes()));
    }

    @Test
    void toeplitz_vectors_agree() throws Exception {
        ToeplitzHash toeplitz = new ToeplitzHash();
        int cases = 0;
        for (JsonNode vector : Shared.distillation("toeplitz_vectors.json").get("vectors")) {
            int n = vector.get("n").asInt();
            int m = vector.get("m").asInt();
            BitArray x = shake("x", n, m, n);
            BitArray seed = shake("seed", n, m, n + m - 1);
            assertEquals(vector.get("toeplitz_sha256").asText(), sha256(toeplitz.hash(x, seed, m)), n + " to " + m);
            assertEquals(vector.get("modified_sha256").asText(), sha256(toeplitz.modified(x, seed, m)), n + " to " + m);
            assertTrue(toeplitz.roundingError() < 1e-3, "far from a wrong bit: " + toeplitz.roundingError());
            if (n <= 20_000) {
                assertEquals(vector.get("toeplitz_sha256").asText(), sha256(ToeplitzExact.hash(x, seed, m)));
                assertEquals(vector.get("modified_sha256").asText(), sha256(ToeplitzExact.modified(x, seed, m)));
            }
            cases++;
        }
        assertEquals(9, cases);
    }

    /** The RSS hash numbers bits from the most significant one, and its key runs the other way. */
    @Test
    void rss_vectors_agree() throws IOException {
        JsonNode suite = Shared.distillation("toeplitz_rss_vectors.json");
        byte[] key = HEX.parseHex(suite.get("key_hex").asText());
        ToeplitzHash toeplitz = new ToeplitzHash();
        for (JsonNode vector : suite.get("vectors")) {
            byte[] input = HEX.parseHex(vector.get("input_hex").asText());
            int n = input.length * 8;
            int m = 32;
            BitArray x = new BitArray(n);
            BitArray seed = new BitArray(n + m - 1);
            for (int j = 0; j < n; j++) {
                x.set(n - 1 - j, input[j >> 3] >> 7 - (j & 7));
            }
            for (int i = 0; i < n + m - 1; i++) {
                seed.set(i, key[i >> 3] >> 7 - (i & 7));
            }
            for (BitArray out : new BitArray[] {toeplitz.hash(x, seed, m), ToeplitzExact.hash(x, seed, m)}) {
                int value = 0;
                for (int i = 0; i < m; i++) {
                    value = value << 1 | out.get(i);
                }
                assertEquals(vector.get("out_hex").asText(), String.format("%08x", value));
            }
        }
    }
}
