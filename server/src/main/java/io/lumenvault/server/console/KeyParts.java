package io.lumenvault.server.console;

import io.lumenvault.db.Database;
import io.lumenvault.db.qkd.ChunkOrigin;
import io.lumenvault.db.qkd.ChunkRange;
import io.lumenvault.db.qkd.LineageRepository;
import io.lumenvault.db.qkd.SupplyLineage;
import io.lumenvault.server.console.Genealogies.Block;
import io.lumenvault.server.console.Genealogies.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The bytes of blocks that a key of an allocation is made of. */
final class KeyParts {

    private final LineageRepository lineage = new LineageRepository();
    private final Database database;

    KeyParts(Database database) {
        this.database = database;
    }

    /** In their order. */
    List<Part> of(SupplyLineage supply, UUID key) {
        int bytes = supply.keyBits() / Byte.SIZE;
        List<ChunkRange> ranges = part(supply.ranges(), LineageRepository.position(supply, key) * bytes, bytes);
        return database.transaction(session -> {
            Map<UUID, ChunkOrigin> origins = lineage.origins(session, ranges.stream().map(ChunkRange::chunk).toList()).stream()
                    .collect(Collectors.toMap(ChunkOrigin::chunk, Function.identity()));
            Map<Long, Block> blocks = lineage.blocks(session, supply.link(), origins.values().stream().map(ChunkOrigin::sequence).distinct().toList())
                    .stream().map(Genealogies::block).collect(Collectors.toMap(Block::sequence, Function.identity()));
            return ranges.stream().filter(range -> origins.containsKey(range.chunk())).map(range -> {
                ChunkOrigin origin = origins.get(range.chunk());
                long start = origin.offset() + range.start();
                return new Part(range.chunk(), origin.link(), origin.sequence(), start, start + range.length(), origin.destroyedAt(),
                        blocks.get(origin.sequence()));
            }).toList();
        });
    }

    /** Of ranges that follow each other those that hold {@code length} bytes from {@code from} on. */
    private static List<ChunkRange> part(List<ChunkRange> ranges, int from, int length) {
        List<ChunkRange> parts = new ArrayList<>();
        int at = 0;
        for (ChunkRange range : ranges) {
            int first = Math.max(from, at);
            int end = Math.min(from + length, at + range.length());
            if (first < end) {
                parts.add(new ChunkRange(range.chunk(), range.start() + first - at, end - first));
            }
            at += range.length();
        }
        return parts;
    }
}
