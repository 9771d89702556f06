package io.lumenvault.db.qkd;

import java.util.List;

/** An allocation of which the peer may or may not know, with its ranges. */
public record UncertainSupply(SupplyRow supply, List<ChunkRange> ranges) {

    public UncertainSupply {
        ranges = List.copyOf(ranges);
    }
}
