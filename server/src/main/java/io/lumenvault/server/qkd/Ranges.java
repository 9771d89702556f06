package io.lumenvault.server.qkd;

import io.lumenvault.db.qkd.ChunkRange;
import io.lumenvault.db.qkd.SealedRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Arithmetic on ranges that follow one another: a key is a part of them. */
final class Ranges {

    private Ranges() {}

    /**
     * The part of the ranges that holds {@code length} bytes from byte {@code offset} of them all.
     *
     * @throws IndexOutOfBoundsException when the ranges do not reach that far
     */
    static List<SealedRange> part(List<SealedRange> ranges, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, total(ranges));
        List<SealedRange> part = new ArrayList<>();
        int begin = 0;
        for (SealedRange whole : ranges) {
            int from = Math.max(offset, begin);
            int to = Math.min(offset + length, begin + whole.range().length());
            if (from < to) {
                part.add(new SealedRange(new ChunkRange(whole.range().chunk(), whole.range().start() + from - begin, to - from),
                        whole.chunk()));
            }
            begin += whole.range().length();
        }
        return part;
    }

    private static int total(List<SealedRange> ranges) {
        return ranges.stream().mapToInt(whole -> whole.range().length()).sum();
    }
}
