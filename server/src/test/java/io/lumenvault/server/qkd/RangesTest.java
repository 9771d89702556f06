package io.lumenvault.server.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.db.qkd.ChunkRange;
import io.lumenvault.db.qkd.SealedRange;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RangesTest {

    private static final int START = 100;

    private static List<SealedRange> ranges(List<Integer> lengths) {
        List<SealedRange> ranges = new ArrayList<>();
        for (int i = 0; i < lengths.size(); i++) {
            ranges.add(new SealedRange(new ChunkRange(new UUID(0, i), START * i, lengths.get(i)), new SealedMaterial(1, new byte[0])));
        }
        return ranges;
    }

    /** The bytes of ranges by name: chunk and place. */
    private static List<String> bytes(List<SealedRange> ranges) {
        List<String> bytes = new ArrayList<>();
        for (SealedRange range : ranges) {
            for (int i = 0; i < range.range().length(); i++) {
                bytes.add(range.range().chunk() + "/" + (range.range().start() + i));
            }
        }
        return bytes;
    }

    @Property
    void part_keysOneAfterTheOther_areAllBytesInOrder(@ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 50) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 40) int keyBytes) {
        List<SealedRange> ranges = ranges(lengths);
        List<String> all = bytes(ranges);
        List<String> cut = new ArrayList<>();
        for (int offset = 0; offset + keyBytes <= all.size(); offset += keyBytes) {
            List<String> key = bytes(Ranges.part(ranges, offset, keyBytes));
            assertEquals(keyBytes, key.size());
            cut.addAll(key);
        }
        assertEquals(all.subList(0, cut.size()), cut);
    }

    @Test
    void part_beyondTheEnd_isRefused() {
        List<SealedRange> ranges = ranges(List.of(10, 10));
        assertThrows(IndexOutOfBoundsException.class, () -> Ranges.part(ranges, 15, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> Ranges.part(ranges, -1, 5));
    }
}
