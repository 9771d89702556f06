package io.lumenvault.server.qkd;

import io.lumenvault.db.Database;
import io.lumenvault.db.qkd.LinkRepository;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How full each link's pool is, for back-pressure: measured once a second, and what came in since is added. */
@Singleton
class PoolGauge {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final LinkRepository links = new LinkRepository();
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private final Database database;
    private final Clock clock;

    private record Reading(long bits, Instant at) {}

    PoolGauge(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether the link has as much in store as it may. */
    boolean full(Link link) {
        Instant now = clock.instant();
        Reading reading = readings.compute(link.id(), (id, last) -> last != null && !last.at().plus(FRESH).isBefore(now)
                && !last.at().isAfter(now) ? last : new Reading(measure(id), now));
        return reading.bits() >= link.poolBits();
    }

    private long measure(String link) {
        return database.transaction(session -> links.pool(session, link)).storedBits();
    }

    /** More has come into store. */
    void add(Link link, long bits) {
        readings.computeIfPresent(link.id(), (id, last) -> new Reading(last.bits() + bits, last.at()));
    }
}
