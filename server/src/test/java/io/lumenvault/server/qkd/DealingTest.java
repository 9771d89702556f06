package io.lumenvault.server.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.server.access.Group;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DealingTest {

    private static Link link(String local, String peer) {
        return new Link("link-1", local, peer, URI.create("https://127.0.0.1:1"), "site", "module", List.of(), Set.of(), Group.NODE, 1);
    }

    @Property
    void cut_anyLength_coversEveryByteOnce(@ForAll @IntRange(min = 1, max = 100_000) int bytes) {
        int next = 0;
        int position = 0;
        for (Dealing.Slice slice : Dealing.cut(bytes)) {
            assertEquals(next, slice.offset());
            assertEquals(position++, slice.position());
            assertTrue(slice.length() > 0 && slice.length() <= Dealing.CHUNK_BYTES);
            next += slice.length();
        }
        assertEquals(bytes, next);
    }

    @Test
    void cut_nothing_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> Dealing.cut(0));
    }

    @Property
    void allocatesHere_anyChunk_isTrueAtExactlyOneEnd(@ForAll @LongRange(min = 0) long sequence,
            @ForAll @IntRange(min = 0, max = 10_000) int position) {
        assertNotEquals(link("A", "B").allocatesHere(sequence, position), link("B", "A").allocatesHere(sequence, position));
    }

    @Test
    void allocatesHere_blocksOfOneChunk_areDealtInTurn() {
        Link link = link("A", "B");
        assertTrue(link.allocatesHere(0, 0));
        assertEquals(List.of(true, false, true, false), List.of(link.allocatesHere(4, 0), link.allocatesHere(5, 0),
                link.allocatesHere(6, 0), link.allocatesHere(7, 0)));
    }

    @Test
    void chunkId_differsByLinkBlockAndPosition_andIsTheSameEveryTime() {
        Set<UUID> ids = new HashSet<>();
        for (String name : List.of("link-1", "link-2")) {
            for (int sequence = 0; sequence < 50; sequence++) {
                for (int position = 0; position < 50; position++) {
                    assertTrue(ids.add(Dealing.chunkId(name, sequence, position)));
                }
            }
        }
        assertEquals(Dealing.chunkId("link-1", 7, 3), Dealing.chunkId("link-1", 7, 3));
        assertEquals(8, Dealing.chunkId("link-1", 7, 3).version());
        assertEquals(2, Dealing.chunkId("link-1", 7, 3).variant());
    }

    @Test
    void link_oneSiteAtBothEnds_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> link("A", "A"));
    }

    @Test
    void pair_withoutColon_isRefused() {
        assertEquals(new Link.KmipPair("a", "b"), Link.KmipPair.parse("a:b"));
        for (String wrong : List.of("a", ":b", "a:")) {
            assertThrows(IllegalArgumentException.class, () -> Link.KmipPair.parse(wrong));
        }
    }
}
