package io.lumenvault.server.qkd;

import io.lumenvault.db.Database;
import io.lumenvault.db.qkd.SettlementRepository;
import io.lumenvault.db.qkd.SupplyRepository;
import io.lumenvault.db.qkd.UncertainSupply;
import io.lumenvault.ground.BackgroundLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jboss.logging.Logger;

/** What has to happen behind the requests: finished material is destroyed, and allocations cut off half-way are given up at both ends. */
@Singleton
class PoolUpkeep {

    private static final Logger LOG = Logger.getLogger(PoolUpkeep.class);
    private static final long SETTLE_MILLIS = 250;
    private static final long GIVE_UP_MILLIS = 2000;
    private static final int BATCH = 500;
    /** Longer than any request can take: the waits for database, HSM and peer are each bounded well below. */
    private static final Duration REQUEST_LIFE = Duration.ofSeconds(60);

    private final SettlementRepository settlements = new SettlementRepository();
    private final SupplyRepository supplies = new SupplyRepository();
    private final BackgroundLoop settling = new BackgroundLoop("qkd-settle", this::settle);
    private final BackgroundLoop givingUp = new BackgroundLoop("qkd-give-up", this::giveUp);
    private final Database database;
    private final PeerLink peer;
    private final Links links;
    private final PoolAging aging;
    private final BlockDecisions decisions;
    private final Clock clock;

    PoolUpkeep(Database database, PeerLink peer, Links links, PoolAging aging, BlockDecisions decisions, Clock clock) {
        this.aging = aging;
        this.decisions = decisions;
        this.database = database;
        this.peer = peer;
        this.links = links;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        settling.start(SETTLE_MILLIS);
        givingUp.start(GIVE_UP_MILLIS);
    }

    void stop(@Observes ShutdownEvent event) {
        givingUp.close();
        settling.close();
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.debugf("upkeep of the key pool: %s", failure.getMessage());
        }
    }

    private void settle() {
        int settled;
        do {
            settled = database.transaction(session -> settlements.settle(session, BATCH));
            database.transaction(session -> settlements.destroy(session, aging.kept()));
        } while (settled == BATCH);
    }

    private void giveUp() {
        database.transaction(session -> supplies.beginVoid(session, clock.instant().minus(REQUEST_LIFE)));
        for (Link link : links.all()) {
            attempt(() -> giveUp(link));
            attempt(() -> aging.age(link));
            attempt(() -> decisions.tell(link));
            attempt(() -> decisions.finish(link));
        }
    }

    private void giveUp(Link link) {
        for (UncertainSupply uncertain : database.transaction(session -> supplies.voiding(session, link.id(), BATCH))) {
            peer.requireReachable(link);
            // Each by itself: one that the peer refuses must not hold up those behind it.
            attempt(() -> giveUp(link, uncertain));
        }
    }

    private void giveUp(Link link, UncertainSupply uncertain) {
        var supply = uncertain.supply();
        peer.voidSupply(link, new PeerMessages.Void(supply.id(), supply.purpose().name().toLowerCase(Locale.ROOT), supply.master(),
                supply.keyBits(), supply.number(), uncertain.ranges().stream().map(PeerMessages.Range::of).toList()));
        database.transaction(session -> supplies.endVoid(session, supply.id()));
    }
}
