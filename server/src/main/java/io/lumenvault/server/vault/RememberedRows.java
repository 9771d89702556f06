package io.lumenvault.server.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lumenvault.db.object.ManagedObject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows of objects as they were last read, material sealed: who uses an object again need not read it again. A remembered row may be out
 * of date, so it serves only where its version is held against the stored one in the statement that records the use, and it never
 * refuses: what it would refuse is asked of a row that is read anew.
 */
final class RememberedRows {

    /** Sealed material under a retired master key is forgotten sooner than that may be destroyed. */
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final long MOST_BYTES = 64L << 20;
    /** What a row takes besides its material and attributes. */
    private static final int ROW_BYTES = 1024;

    private final Cache<UUID, ManagedObject> rows = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(MOST_BYTES)
            .<UUID, ManagedObject>weigher((_, row) -> ROW_BYTES + row.attributes().length + (row.material() == null ? 0 : row.material().bytes().length))
            .build();

    /** The row as it was last read, where that was not long ago. */
    Optional<ManagedObject> find(UUID uid) {
        return Optional.ofNullable(rows.getIfPresent(uid));
    }

    /** Remembers a row that has just been used. */
    void remember(ManagedObject row) {
        rows.put(row.uid(), row);
    }

    /** Forgets a row that has turned out not to be the stored one, or not to serve. */
    void forget(UUID uid) {
        rows.invalidate(uid);
    }
}
