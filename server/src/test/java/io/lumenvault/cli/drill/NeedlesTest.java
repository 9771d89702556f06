package io.lumenvault.cli.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search that finds nothing must be one that would have found it. */
class NeedlesTest {

    private static final byte[] SECRET = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0ff0e1d2c3b4a5968778695a4b3c2d1e0f");

    private final Needles needles = new Needles(Map.of("secret", SECRET));

    @Test
    void in_everyEncodingAtEveryAlignment_finds() {
        byte[] noise = new byte[100];
        new Random(1).nextBytes(noise);
        for (int before = 0; before < 6; before++) {
            byte[] around = new byte[100];
            System.arraycopy(noise, 0, around, 0, 100);
            System.arraycopy(SECRET, 0, around, before, SECRET.length);
            assertFalse(needles.in(around).isEmpty(), "raw");
            assertFalse(needles.in(HexFormat.of().formatHex(around)).isEmpty(), "hex");
            assertFalse(needles.in(HexFormat.of().withUpperCase().formatHex(around)).isEmpty(), "HEX");
            assertFalse(needles.in(Base64.getEncoder().encodeToString(around)).isEmpty(), "Base64 at " + before);
            assertFalse(needles.in(Base64.getUrlEncoder().encodeToString(around)).isEmpty(), "Base64url at " + before);
        }
    }

    @Test
    void in_halfTheSecret_finds() {
        assertEquals(Set.of("secret (second half) hex"), needles.in("x" + HexFormat.of().formatHex(SECRET).substring(32)));
    }

    @Test
    void in_nothing_findsNothing() {
        assertEquals(Set.of(), needles.in(HexFormat.of().formatHex(SECRET).substring(2, 62)));
    }

    @Test
    void in_fileLargerThanTheBuffer_findsAcrossItsEdge(@TempDir Path folder) throws IOException {
        for (int before : new int[] {0, (1 << 20) - 10, (1 << 20) + 50, (3 << 20) - 1}) {
            byte[] content = new byte[(4 << 20) + 100];
            byte[] hex = HexFormat.of().formatHex(SECRET).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(hex, 0, content, before, hex.length);
            assertEquals(Set.of("secret (first half) hex", "secret (second half) hex"), needles.in(Files.write(folder.resolve("f"), content)));
        }
    }
}
