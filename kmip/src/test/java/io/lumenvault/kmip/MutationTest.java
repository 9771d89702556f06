package io.lumenvault.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.lumenvault.kmip.encoding.EncodingException;
import io.lumenvault.kmip.encoding.JsonEncoding;
import io.lumenvault.kmip.encoding.TreeEncoding;
import io.lumenvault.kmip.encoding.XmlEncoding;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real messages with random damage: each is read or refused with the library's own error, in memory that is bounded by its
 * length. {@code -Dlumenvault.kmip.mutations=5000000} makes millions of them, {@code -Dlumenvault.kmip.seed=N} repeats a run.
 */
class MutationTest {

    private static final int MUTATIONS = Integer.getInteger("lumenvault.kmip.mutations", 40_000);
    private static final long SEED = Long.getLong("lumenvault.kmip.seed", 20_260_131L);
    /** A header of 8 bytes becomes an item, a list entry and at worst an error text. */
    private static final long MEMORY_A_BYTE = 40;
    private static final long MEMORY_A_BYTE_READ = 400;
    private static final long MEMORY_AT_ALL = 64 << 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<byte[]> CORPUS = new ArrayList<>();

    private final SplittableRandom random = new SplittableRandom(SEED);
    private int refused;
    private int read;

    @BeforeAll
    static void collect() throws IOException {
        for (String version : List.of("1.4", "2.1", "3.0")) {
            for (Path file : XmlCases.files(version)) {
                XmlCases.messages(file).forEach(message -> CORPUS.add(TtlvWriter.write(message)));
            }
        }
        for (String file : List.of("nlnetlabs-kmip-protocol.tsv", "pykmip-unit.tsv")) {
            SharedData.lines("kmip/ttlv-hex/" + file).forEach(line -> CORPUS.add(HexFormat.of().parseHex(line.split("\t")[3])));
        }
        CORPUS.removeIf(bytes -> bytes.length == 0);
        CORPUS.forEach(MutationTest::readOnce);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void ttlv_damaged_isReadOrRefusedInBoundedMemory() {
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = damaged();
            try {
                // What is above the bound once may be the making of a class or of an error text for the first time.
                if (!isBounded(bytes)) {
                    assertTrue(isBounded(bytes), () -> "too much memory for " + named(bytes));
                }
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail("mutation " + i + " of seed " + SEED + ": " + named(bytes), e);
            }
        }
        assertTrue(refused > MUTATIONS / 10 && read > MUTATIONS / 10, "refused " + refused + ", read " + read);
    }

    /** Found by ten million of them: a response of a version that does not exist, with a vendor's attribute that names no vendor. */
    @Test
    void vendorAttributeWithoutVendor_inAResponseOfAnUnknownVersion_isRefused() {
        Structure message = (Structure) TtlvReader.readWithPreview(HexFormat.of().parseHex("42007b01000000f042007a0100000048420069010000002042"
                + "006a0200000004000000020000000042006b0200000004d6000001000000004200920900000008000000006553f10042000d020000000400000001"
                + "0000000042000f010000009842005c05000000040000000b0000000042007f0500000004000000000000000042007c010000007042009407000000"
                + "1424554e495155455f4944454e5449464945522630000000004201250100000048420008010000004042009c070000000178000000000000004200"
                + "0a0700000010437573746f6d4174747269627574653342000b070000000c437573746f6d56616c75653300000000"));
        ResponseMessage response = ResponseMessage.read(message);
        assertEquals(ResultReason.INVALID_MESSAGE, assertThrows(KmipException.class,
                () -> response.items().getFirst().readPayload(Operation.GET_ATTRIBUTES, response.version())).reason());
    }

    private boolean isBounded(byte[] bytes) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Item item = decoded(bytes);
        long decoding = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (item instanceof Structure structure) {
            understood(structure);
        }
        long all = THREADS.getCurrentThreadAllocatedBytes() - before;
        return decoding <= MEMORY_A_BYTE * bytes.length + MEMORY_AT_ALL && all <= MEMORY_A_BYTE_READ * bytes.length + MEMORY_AT_ALL;
    }

    /** Loads the classes and tables, so that they do not count as memory of a message. */
    private static void readOnce(byte[] bytes) {
        try {
            if (TtlvReader.readWithPreview(bytes) instanceof Structure structure) {
                understood(structure);
            }
        } catch (TtlvException negative) {
            // a vector that is damaged by intent
        }
    }

    private Item decoded(byte[] bytes) {
        try {
            Item item = TtlvReader.readWithPreview(bytes);
            read++;
            return item;
        } catch (TtlvException e) {
            refused++;
            return null;
        }
    }

    private static void understood(Structure structure) {
        try {
            if (structure.tag().equals(Tag.REQUEST_MESSAGE)) {
                RequestMessage message = RequestMessage.read(structure, ProtocolVersion.withPreview());
                message.items().forEach(item -> payload(item, message.version()));
            } else if (structure.tag().equals(Tag.RESPONSE_MESSAGE)) {
                ResponseMessage message = ResponseMessage.read(structure);
                message.items().forEach(item -> payload(item, message.version()));
            }
        } catch (KmipException refusal) {
            // the message's own fault, said with a reason
        }
    }

    private static void payload(RequestBatchItem item, ProtocolVersion version) {
        try {
            item.readPayload(version);
        } catch (KmipException refusal) {
            // this item's fault alone
        }
    }

    private static void payload(ResponseBatchItem item, ProtocolVersion version) {
        Operation operation = item.operationCode() == null ? Operation.GET
                : Enumerations.find(Operation.class, item.operationCode()).orElse(Operation.GET);
        try {
            item.readPayload(operation, version);
        } catch (KmipException refusal) {
            // this item's fault alone
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void texts_damaged_areReadOrRefused() {
        for (int i = 0; i < MUTATIONS / 20; i++) {
            String text = null;
            try {
                Item item = decoded(CORPUS.get(random.nextInt(CORPUS.size())));
                if (item == null) {
                    continue;
                }
                text = damaged(JsonEncoding.write(item));
                String json = text;
                refusable(() -> JsonEncoding.read(json));
                text = damaged(TreeEncoding.write(item));
                String tree = text;
                refusable(() -> TreeEncoding.read(tree));
                text = damaged(XmlEncoding.write(item));
                String xml = text;
                refusable(() -> XmlEncoding.read(xml));
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith("XML cannot carry"), e.getMessage());
            } catch (RuntimeException | StackOverflowError e) {
                fail("mutation " + i + " of seed " + SEED + ": " + text, e);
            }
        }
    }

    private static void refusable(Runnable reading) {
        try {
            reading.run();
        } catch (EncodingException refusal) {
            assertTrue(refusal.getMessage().startsWith("offset "), refusal.getMessage());
        }
    }

    private byte[] damaged() {
        byte[] bytes = CORPUS.get(random.nextInt(CORPUS.size())).clone();
        int wounds = 1 + random.nextInt(3);
        for (int i = 0; i < wounds && bytes.length > 0; i++) {
            bytes = wounded(bytes);
        }
        return bytes;
    }

    private byte[] wounded(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int aligned = at & ~7;
        switch (random.nextInt(9)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> {
                return java.util.Arrays.copyOf(bytes, at);
            }
            case 3 -> bytes[Math.min(bytes.length - 1, aligned + 3)] = (byte) random.nextInt(16);
            case 4 -> bytes[Math.min(bytes.length - 1, aligned + 4 + random.nextInt(4))] = (byte) random.nextInt();
            case 5 -> {
                return spliced(bytes, aligned);
            }
            case 6 -> java.util.Arrays.fill(bytes, aligned, Math.min(bytes.length, aligned + 8), (byte) 0xFF);
            case 7 -> bytes[Math.min(bytes.length - 1, aligned + 2)] = (byte) random.nextInt();
            default -> System.arraycopy(bytes, aligned, bytes, 8 * random.nextInt(1 + aligned / 8),
                    Math.min(8, bytes.length - aligned));
        }
        return bytes;
    }

    private byte[] spliced(byte[] bytes, int aligned) {
        byte[] other = CORPUS.get(random.nextInt(CORPUS.size()));
        int from = random.nextInt(other.length) & ~7;
        byte[] both = java.util.Arrays.copyOf(bytes, aligned + other.length - from);
        System.arraycopy(other, from, both, aligned, other.length - from);
        return both;
    }

    private String damaged(String text) {
        StringBuilder other = new StringBuilder(text);
        for (int i = 0; i <= random.nextInt(3) && !other.isEmpty(); i++) {
            int at = random.nextInt(other.length());
            switch (random.nextInt(4)) {
                case 0 -> other.setCharAt(at, (char) random.nextInt(128));
                case 1 -> other.delete(at, Math.min(other.length(), at + 1 + random.nextInt(20)));
                case 2 -> other.insert(at, other.substring(at, Math.min(other.length(), at + random.nextInt(40))));
                default -> other.setCharAt(at, "{}[]<>\"\\&= \n0x-".charAt(random.nextInt(15)));
            }
        }
        return other.toString();
    }

    private static String named(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
