package io.lumenvault.server.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.hsm.HsmUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Rows of objects as they were last read, material sealed: who uses an object again need not read it again. A remembered row may be out
 * of date, so it serves only where its version is held against the stored one in the statement that records the use, and it never
 * refuses: what it would refuse is asked of a row that is read anew.
 */
final class RememberedRows {

    private static final Logger LOG = Logger.getLogger(RememberedRows.class);
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

    /**
     * Serves by the row as it was last read; empty where there is none, or where it does not serve: then the row is to be read anew.
     *
     * @param by serves by a row, or not where the stored one has changed
     * @param refused is told what was refused by the remembered row, and throws it where it stands
     */
    <T> Optional<T> serve(UUID uid, Function<ManagedObject, Optional<T>> by, BiConsumer<ManagedObject, RuntimeException> refused) {
        Optional<ManagedObject> row = find(uid);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> served = Optional.empty();
        try {
            served = by.apply(row.get());
        } catch (HsmUnavailableException away) {
            throw away;
        } catch (RuntimeException refusal) {
            refused.accept(row.get(), refusal);
            LOG.debugf("object %s is read anew: %s", uid, refusal.getMessage());
        }
        if (served.isEmpty()) {
            forget(uid);
        }
        return served;
    }

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
