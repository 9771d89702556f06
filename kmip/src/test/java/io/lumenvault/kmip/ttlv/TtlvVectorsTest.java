package io.lumenvault.kmip.ttlv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TtlvVectorsTest {

    @Test
    void read_malformedBuffers_areAllRefusedWithTheOffset() throws IOException {
        List<String> lines = SharedData.lines("kmip/ttlv-hex/scality-arsenal-bad-ttlv.txt");
        assertEquals(82, lines.size());
        for (String line : lines) {
            byte[] bytes = HexFormat.of().parseHex(line.trim());
            TtlvException refused = assertThrows(TtlvException.class, () -> TtlvReader.readStructure(bytes), line);
            assertTrue(refused.getMessage().startsWith("offset "), refused.getMessage());
        }
    }

    @Test
    void readAndWrite_nlnetlabsVectors_giveTheSameBytes() throws IOException {
        List<String> refused = new ArrayList<>();
        int same = 0;
        for (String line : SharedData.lines("kmip/ttlv-hex/nlnetlabs-kmip-protocol.tsv")) {
            String[] columns = line.split("\t");
            if (columns[2].equals("1")) {
                same += roundTrip(columns[3], columns[0] + ":" + columns[1], refused);
            }
        }
        // The one refused is a negative vector: a structure whose content is zeros.
        assertEquals(List.of("src/tests/handle_unspecified_input.rs:33"), refused);
        assertEquals(102, same);
    }

    @Test
    void readAndWrite_pykmipVectors_giveTheSameBytes() throws IOException {
        List<String> refused = new ArrayList<>();
        int same = 0;
        for (String line : SharedData.lines("kmip/ttlv-hex/pykmip-unit.tsv")) {
            String[] columns = line.split("\t");
            if (lengthIsConsistent(HexFormat.of().parseHex(columns[3]))) {
                same += roundTrip(columns[3], columns[0].replaceFirst(".*/", "") + ":" + columns[1], refused);
            }
        }
        // Negative vectors: padding that is not zero, a boolean of 2, a wrong length inside.
        assertEquals(List.of("test_kmip_client.py:1605", "test_enumeration.py:46", "test_boolean.py:108",
                "test_interval.py:38", "test_interval.py:41", "test_integer.py:157", "test_text_string.py:137",
                "test_byte_string.py:140"), refused);
        assertEquals(331, same);
    }

    private static boolean lengthIsConsistent(byte[] bytes) {
        if (bytes.length < 8) {
            return false;
        }
        long length = Integer.toUnsignedLong(java.nio.ByteBuffer.wrap(bytes).getInt(4));
        return 8 + (length + 7) / 8 * 8 == bytes.length;
    }

    private static int roundTrip(String hex, String name, List<String> refused) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        try {
            assertArrayEquals(bytes, TtlvWriter.write(TtlvReader.read(bytes)), name);
            return 1;
        } catch (TtlvException e) {
            refused.add(name);
            return 0;
        }
    }
}
