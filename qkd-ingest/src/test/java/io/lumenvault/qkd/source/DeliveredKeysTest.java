package io.lumenvault.qkd.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DeliveredKeysTest {

    private static DeliveredKeys read(String json) throws IOException {
        return DeliveredKeys.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String entry(String id, byte[] key) {
        return "{\"key\" : \"" + Base64.getEncoder().encodeToString(key) + "\", \"key_extension\":{\"x\":[1,\"é\"]}, \"key_ID\":\"" + id + "\"}";
    }

    @Property(tries = 200)
    void keys_areJoinedInTheOrderAskedFor(@ForAll @Size(max = 70) byte[] first, @ForAll @Size(max = 70) byte[] second) throws Exception {
        try (DeliveredKeys keys = read("{\"other\":\"é\",\"keys\":[" + entry("a", first) + "," + entry("b", second) + "]}")) {
            assertEquals(List.of("a", "b"), keys.ids());
            assertEquals(first.length + second.length, keys.bytes());
            byte[] joined = keys.joined(List.of("b", "a"));
            byte[] expected = new byte[first.length + second.length];
            System.arraycopy(second, 0, expected, 0, second.length);
            System.arraycopy(first, 0, expected, second.length, first.length);
            assertArrayEquals(expected, joined);
        }
    }

    @Test
    void escapedBase64_isReadAsWell() throws Exception {
        byte[] key = {(byte) 0xff, (byte) 0xff, (byte) 0xfb, (byte) 0xef, (byte) 0xbe, 1};
        String plain = Base64.getEncoder().encodeToString(key);
        String escaped = plain.replace("/", "\\/").replace("+", "\\u002B");
        try (DeliveredKeys keys = read("{\"keys\":[{\"key_ID\":\"a\",\"key\":\"" + escaped + "\"}]}")) {
            assertArrayEquals(key, keys.joined(List.of("a")));
        }
    }

    @Test
    void keysThatWereNotAskedFor_areRefused() throws Exception {
        try (DeliveredKeys keys = read("{\"keys\":[" + entry("a", new byte[32]) + "," + entry("b", new byte[32]) + "]}");
                DeliveredKeys none = read("{\"keys\":[]}"); DeliveredKeys again = read("{\"keys\":[" + entry("a", new byte[32]) + "]}")) {
            keys.require(2, 32);
            assertThrows(SourceException.class, () -> keys.require(1, 32));
            assertThrows(SourceException.class, () -> keys.require(2, 16));
            assertThrows(SourceException.class, () -> none.require(2, 32));
            assertThrows(SourceException.class, () -> keys.take(again));
        }
    }

    @Test
    void answerThatLeavesAKeyOut_isNoBlock() throws Exception {
        try (DeliveredKeys keys = read("{\"keys\":[" + entry("a", new byte[32]) + "]}")) {
            assertEquals(SourceException.Kind.LOST, assertThrows(SourceException.class, () -> keys.joined(List.of("a", "b"))).kind());
        }
    }

    @Test
    void whatIsNoKeyContainer_isRefused() {
        for (String wrong : List.of("[]", "{\"keys\":{}}", "{\"keys\":[{\"key_ID\":\"a\"}]}", "{\"keys\":[{\"key\":\"AAAA\"}]}",
                "{\"keys\":[{\"key_ID\":\"a\",\"key\":7}]}", "{\"keys\":[{\"key_ID\":\"a\",\"key\":\"*\"}]}",
                "{\"keys\":[" + entry("a", new byte[3]) + "," + entry("a", new byte[3]) + "]}", "{\"keys\":[7]}", "{\"keys\":[", "")) {
            assertThrows(IOException.class, () -> read(wrong), wrong);
        }
    }
}
