package io.lumenvault.kmip.ttlv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TtlvFramingTest {

    private static final int MEGABYTE = 1 << 20;

    @Test
    void read_twoMessagesInOneStream_givesOneAfterTheOther() throws IOException {
        byte[] small = message(8);
        byte[] large = message(20_000);
        InputStream in = new ByteArrayInputStream(join(small, large));
        assertArrayEquals(small, TtlvFraming.read(in, MEGABYTE));
        assertArrayEquals(large, TtlvFraming.read(in, MEGABYTE));
        assertNull(TtlvFraming.read(in, MEGABYTE));
    }

    @Test
    void read_streamThatEndsInTheMessage_throwsEof() {
        byte[] half = java.util.Arrays.copyOf(message(80), 40);
        assertThrows(EOFException.class, () -> TtlvFraming.read(new ByteArrayInputStream(half), MEGABYTE));
        byte[] halfHeader = java.util.Arrays.copyOf(half, 5);
        assertThrows(EOFException.class, () -> TtlvFraming.read(new ByteArrayInputStream(halfHeader), MEGABYTE));
    }

    @Test
    void read_connectionThatFailsInTheMessage_leavesNothingOfItBehind() {
        byte[] half = java.util.Arrays.copyOf(message(80), 40);
        List<byte[]> buffers = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(half) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                buffers.add(target);
                return super.read(target, offset, length);
            }
        };
        InputStream failing = new SequenceInputStream(in, new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("reset");
            }
        });
        assertThrows(IOException.class, () -> TtlvFraming.read(failing, MEGABYTE));
        byte[] last = buffers.getLast();
        assertTrue(last.length > 8, "buffer of " + last.length);
        assertArrayEquals(new byte[last.length], last);
    }

    @Test
    void read_claimBeyondTheLimit_isRefusedByTheHeaderAlone() {
        InputStream in = new ByteArrayInputStream(HexFormat.of().parseHex("420078017ffffff8"));
        TtlvException refused = assertThrows(TtlvException.class, () -> TtlvFraming.read(in, MEGABYTE));
        assertTrue(refused.getMessage().contains("2147483648 bytes; the limit is 1048576"), refused.getMessage());
    }

    @Test
    void read_largeClaimWithFewBytes_readsIntoSmallBuffers() {
        int[] largestRequest = {0};
        InputStream in = new ByteArrayInputStream(HexFormat.of().parseHex("4200780140000000" + "00".repeat(100))) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                largestRequest[0] = Math.max(largestRequest[0], target.length);
                return super.read(target, offset, length);
            }
        };
        assertThrows(EOFException.class, () -> TtlvFraming.read(in, Integer.MAX_VALUE));
        assertTrue(largestRequest[0] <= 4096, "buffer of " + largestRequest[0]);
    }

    @Test
    void read_asksForMemoryBeforeEachBuffer_andGivesUpWithoutIt() {
        int[] granted = {0};
        InputStream in = new ByteArrayInputStream(message(100_000)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                assertTrue(target.length <= Math.max(8, granted[0]), "buffer of " + target.length);
                return super.read(target, offset, length);
            }
        };
        IOException refused = assertThrows(IOException.class, () -> TtlvFraming.read(in, MEGABYTE, (buffer, message) -> {
            if (buffer > 16_384) {
                throw new IOException("no memory for " + message);
            }
            granted[0] = buffer;
        }));
        assertTrue(refused.getMessage().startsWith("no memory for 1000"), refused.getMessage());
        assertTrue(granted[0] == 16_384, "granted " + granted[0]);
    }

    @Test
    void read_somethingElseThanTtlv_isRefused() {
        for (String line : new String[] {"GET / HTTP/1.1\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001"}) {
            InputStream in = new ByteArrayInputStream(line.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            assertThrows(TtlvException.class, () -> TtlvFraming.read(in, MEGABYTE));
        }
    }

    private static byte[] message(int bytes) {
        return TtlvWriter.write(Structure.of(Tag.REQUEST_MESSAGE, new Item.Bytes(Tag.DATA, new byte[bytes])));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
