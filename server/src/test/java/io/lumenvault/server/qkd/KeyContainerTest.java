package io.lumenvault.server.qkd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** ETSI GS QKD 014 clause 6.3. */
class KeyContainerTest {

    @Property(tries = 200)
    void finish_anyKeys_isTheJsonOfThem(@ForAll @IntRange(min = 1, max = 5) int keys, @ForAll @IntRange(min = 1, max = 70) int largest,
            @ForAll long seed) throws Exception {
        Random random = new Random(seed);
        byte[] material = new byte[400];
        random.nextBytes(material);
        UUID[] ids = new UUID[keys];
        int[] lengths = new int[keys];
        byte[] json;
        try (KeyContainer container = new KeyContainer(keys, largest)) {
            for (int i = 0; i < keys; i++) {
                ids[i] = new UUID(random.nextLong(), random.nextLong());
                lengths[i] = 1 + random.nextInt(largest);
                container.add(ids[i], material, i * 70, lengths[i]);
            }
            json = container.finish();
        }
        JsonNode read = new ObjectMapper().readTree(json).get("keys");
        assertEquals(keys, read.size());
        for (int i = 0; i < keys; i++) {
            assertEquals(ids[i].toString(), read.get(i).get("key_ID").textValue());
            assertArrayEquals(java.util.Arrays.copyOfRange(material, i * 70, i * 70 + lengths[i]), read.get(i).get("key").binaryValue());
        }
    }
}
