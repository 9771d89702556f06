package io.lumenvault.cli.drill;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds secrets in haystacks. Each half of a secret is looked for as it is, in hexadecimal (both cases) and in Base64 (standard
 * and URL alphabet, at each of the three alignments), in one pass.
 */
final class Needles {

    private static final int PREFIX_BITS = 24;
    private static final int BUFFER = 1 << 20;

    private record Needle(String name, byte[] bytes) {}

    private final Map<Integer, List<Needle>> byPrefix = new LinkedHashMap<>();
    private final BitSet prefixes = new BitSet(1 << PREFIX_BITS);
    private int longest;

    /** @param secrets by name; at least 24 bytes each, so that a hit is no accident */
    Needles(Map<String, byte[]> secrets) {
        secrets.forEach((name, secret) -> {
            if (secret.length < 24) {
                throw new IllegalArgumentException(name + " has " + secret.length + " bytes; a needle has 24 or more");
            }
            int half = secret.length / 2;
            add(name + " (first half)", Arrays.copyOf(secret, half));
            add(name + " (second half)", Arrays.copyOfRange(secret, half, secret.length));
        });
    }

    private void add(String name, byte[] bytes) {
        add(new Needle(name + " raw", bytes));
        String hex = HexFormat.of().formatHex(bytes);
        add(new Needle(name + " hex", ascii(hex)));
        add(new Needle(name + " HEX", ascii(hex.toUpperCase(Locale.ROOT))));
        for (int alignment = 0; alignment < 3; alignment++) {
            String inner = base64(bytes, alignment);
            add(new Needle(name + " Base64+" + alignment, ascii(inner)));
            add(new Needle(name + " Base64url+" + alignment, ascii(inner.replace('+', '-').replace('/', '_'))));
        }
    }

    /** The characters that depend on these bytes alone, when they begin at this position within a group of three. */
    private static String base64(byte[] bytes, int alignment) {
        byte[] shifted = new byte[alignment + bytes.length];
        System.arraycopy(bytes, 0, shifted, alignment, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = (alignment * 8 + 5) / 6;
        int end = shifted.length * 8 / 6;
        return text.substring(first, end);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void add(Needle needle) {
        int prefix = prefix(needle.bytes(), 0);
        prefixes.set(prefix);
        byPrefix.computeIfAbsent(prefix, _ -> new ArrayList<>()).add(needle);
        longest = Math.max(longest, needle.bytes().length);
    }

    private static int prefix(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff;
    }

    /** Names of the needles in a text. */
    Set<String> in(String text) {
        return in(text.getBytes(StandardCharsets.UTF_8));
    }

    Set<String> in(byte[] haystack) {
        Set<String> found = new TreeSet<>();
        search(haystack, haystack.length, found);
        return found;
    }

    Set<String> in(Path file) throws IOException {
        Set<String> found = new TreeSet<>();
        byte[] buffer = new byte[BUFFER + longest];
        try (InputStream in = Files.newInputStream(file)) {
            int kept = 0;
            int read;
            while ((read = in.readNBytes(buffer, kept, buffer.length - kept)) > 0) {
                int filled = kept + read;
                search(buffer, filled, found);
                // A needle may lie across two readings.
                kept = Math.min(longest - 1, filled);
                System.arraycopy(buffer, filled - kept, buffer, 0, kept);
            }
        }
        return found;
    }

    private void search(byte[] haystack, int length, Set<String> found) {
        for (int i = 0; i + 3 <= length; i++) {
            int prefix = prefix(haystack, i);
            if (prefixes.get(prefix)) {
                for (Needle needle : byPrefix.get(prefix)) {
                    int end = i + needle.bytes().length;
                    if (end <= length && Arrays.equals(haystack, i, end, needle.bytes(), 0, needle.bytes().length)) {
                        found.add(needle.name());
                    }
                }
            }
        }
    }
}
