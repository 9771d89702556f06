package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.NodeRepository;
import io.lumenvault.tlog.CompleteSubtrees;
import io.lumenvault.tlog.MerkleHasher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The log's hashes as stored, for proofs and for roots of earlier sizes: a proof reads a tile or two of each level, whatever the size of
 * the log. It keeps what it has read, so one instance serves one proof or a few at the same time. Not for use by several threads.
 */
public final class StoredSubtrees implements CompleteSubtrees {

    private static final int TILE_LEVELS = 8;

    private final NodeRepository nodes = new NodeRepository();
    private final MerkleHasher hasher = new MerkleHasher();
    private final Map<Tile, List<byte[]>> read = new HashMap<>();
    private final Database database;

    private record Tile(int level, long number) {}

    public StoredSubtrees(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** @throws LogDamagedException when the hash is not there */
    @Override
    public byte[] hash(int level, long index) {
        int stored = level / TILE_LEVELS * TILE_LEVELS;
        return combine(stored, level - stored, index);
    }

    private byte[] combine(int stored, int above, long index) {
        if (above == 0) {
            return stored(stored, index);
        }
        return hasher.node(combine(stored, above - 1, 2 * index), combine(stored, above - 1, 2 * index + 1));
    }

    private byte[] stored(int level, long index) {
        Tile tile = new Tile(level, index / NodeRepository.TILE);
        List<byte[]> hashes = read.computeIfAbsent(tile,
                wanted -> database.transaction(session -> nodes.tile(session, wanted.level(), wanted.number())));
        int place = (int) (index % NodeRepository.TILE);
        if (place >= hashes.size()) {
            throw new LogDamagedException("the audit tree lacks the hash of level " + level + ", index " + index);
        }
        return hashes.get(place);
    }
}
