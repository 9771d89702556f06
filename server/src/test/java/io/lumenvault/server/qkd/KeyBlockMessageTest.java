package io.lumenvault.server.qkd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.qkd.authentication.WegmanCarter;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyBlockMessageTest {

    private static final String METADATA = """
            {"link":"link-1","module":"alice","sequence":7,"bits":512,"qber":0.02,"rate":1e6,"epsilon":1e-9,\
            "time":"2026-01-31T12:00:00.123456789Z","protocol":"BB84","disclosed_bits":10,"sifted_bits":null}""";

    private static byte[] body(String metadata, byte[] key) {
        byte[] json = metadata.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + json.length + key.length).putInt(json.length).put(json).put(key).array();
    }

    private static byte[] key(int bytes) {
        byte[] key = new byte[bytes];
        new Random(bytes).nextBytes(key);
        return key;
    }

    private static void assertRefused(byte[] body) {
        assertEquals(Reason.INVALID_FIELD, assertThrows(VaultException.class, () -> KeyBlockMessage.read(body, body.length)).reason());
    }

    @Test
    void read_wellFormed_givesMetadataAndKey() {
        byte[] key = key(64);
        byte[] body = body(METADATA, key);
        try (KeyBlockMessage message = KeyBlockMessage.read(body, body.length)) {
            assertEquals(7, message.metadata().sequence());
            assertEquals(512, message.metadata().bits());
            assertEquals(10L, message.metadata().disclosedBits());
            assertArrayEquals(key, message.key().lend(byte[]::clone));
        }
    }

    @Test
    void read_chshValue_isThereWhereItWasMeasured() {
        byte[] key = key(64);
        byte[] without = body(METADATA, key);
        try (KeyBlockMessage message = KeyBlockMessage.read(without, without.length)) {
            assertNull(message.metadata().chsh().value());
            assertNull(message.metadata().chsh().sigma());
        }
        byte[] with = body(METADATA.replace("}", ",\"chsh\":2.69,\"chsh_sigma\":0.01}"), key);
        try (KeyBlockMessage message = KeyBlockMessage.read(with, with.length)) {
            assertEquals(2.69, message.metadata().chsh().value());
            assertEquals(0.01, message.metadata().chsh().sigma());
        }
    }

    @Test
    void read_gainAndDistance_areThereWhereTheModuleKnowsThem() {
        byte[] key = key(64);
        byte[] without = body(METADATA, key);
        try (KeyBlockMessage message = KeyBlockMessage.read(without, without.length)) {
            assertNull(message.metadata().gain());
            assertNull(message.metadata().secureDistanceKm());
        }
        byte[] with = body(METADATA.replace("}", ",\"gain\":0.002,\"secure_distance_km\":129}"), key);
        try (KeyBlockMessage message = KeyBlockMessage.read(with, with.length)) {
            assertEquals(0.002, message.metadata().gain());
            assertEquals(129, message.metadata().secureDistanceKm());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"gain\":-0.1", "\"gain\":1.1", "\"gain\":\"0.1\"", "\"secure_distance_km\":-1", "\"secure_distance_km\":100001"})
    void read_wrongGainOrDistance_isRefused(String member) {
        assertRefused(body(METADATA.replace("}", "," + member + "}"), key(64)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"chsh\":2.69", "\"chsh_sigma\":0.01", "\"chsh\":4.01,\"chsh_sigma\":0.01", "\"chsh\":-4.01,\"chsh_sigma\":0.01",
        "\"chsh\":2.69,\"chsh_sigma\":-0.01", "\"chsh\":2.69,\"chsh_sigma\":null", "\"chsh\":\"2.69\",\"chsh_sigma\":0.01"})
    void read_wrongChshValue_isRefused(String members) {
        assertRefused(body(METADATA.replace("}", "," + members + "}"), key(64)));
    }

    @Test
    void read_lengthThatDoesNotFit_isRefused() {
        assertRefused(new byte[0]);
        assertRefused(new byte[] {0, 0, 0});
        assertRefused(new byte[] {0, 0, 0, 0});
        assertRefused(ByteBuffer.allocate(8).putInt(-1).array());
        assertRefused(ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).array());
        assertRefused(ByteBuffer.allocate(8).putInt(5).array());
    }

    @Test
    void read_otherNumberOfKeyBytes_isRefused() {
        assertRefused(body(METADATA, key(63)));
        assertRefused(body(METADATA, key(65)));
    }

    @Test
    void read_blockThatTheComparisonWouldUseUp_isRefused() {
        assertRefused(body(METADATA.replace("512", "256"), key(32)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"sequence\":7|\"sequence\":-1", "\"sequence\":7|\"sequence\":1.5", "\"bits\":512|\"bits\":511",
        "\"qber\":0.02|\"qber\":1.1", "\"qber\":0.02|\"qber\":\"0.02\"", "\"rate\":1e6|\"rate\":-1", "\"time\":\"2026-01|\"time\":\"x",
        "\"link\":\"link-1\"|\"link\":\"\"", "\"link\":\"link-1\"|\"link\":null", "{\"link\"|[\"link\""})
    void read_wrongMetadata_isRefused(String from, String to) {
        String metadata = METADATA.replace(from, to);
        assertFalse(metadata.equals(METADATA));
        assertRefused(body(metadata, key(64)));
    }

    @Test
    void tag_anyBlock_isTheWegmanCarterTagOfWhatFollowsItsKey() {
        byte[] block = key(1000);
        assertArrayEquals(WegmanCarter.tag(Arrays.copyOfRange(block, 32, 1000), Arrays.copyOfRange(block, 0, 16),
                Arrays.copyOfRange(block, 16, 32)), BlockTag.of(block));
        for (int at : new int[] {0, 20, 32, 500, 999}) {
            byte[] other = block.clone();
            other[at] ^= 1;
            assertFalse(Arrays.equals(BlockTag.of(block), BlockTag.of(other)));
        }
    }
}
