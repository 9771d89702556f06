package io.lumenvault.db.qkd;

import java.util.ArrayList;
import java.util.List;

/** Blocks with consecutive numbers, both ends included. */
public record BlockRun(long first, long last) {

    public BlockRun {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("blocks " + first + " to " + last + ": a run starts at 0 or later and does not end before that");
        }
    }

    /** The runs of numbers that are in ascending order. */
    public static List<BlockRun> of(List<Long> sequences) {
        List<BlockRun> runs = new ArrayList<>();
        for (long sequence : sequences) {
            if (!runs.isEmpty() && runs.getLast().last() + 1 == sequence) {
                runs.set(runs.size() - 1, new BlockRun(runs.getLast().first(), sequence));
            } else {
                runs.add(new BlockRun(sequence, sequence));
            }
        }
        return runs;
    }
}
