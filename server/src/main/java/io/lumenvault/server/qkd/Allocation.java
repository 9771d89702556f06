package io.lumenvault.server.qkd;

import io.lumenvault.db.Database;
import io.lumenvault.db.qkd.ChunkRange;
import io.lumenvault.db.qkd.LinkRepository;
import io.lumenvault.db.qkd.SealedRange;
import io.lumenvault.db.qkd.SupplyRepository;
import io.lumenvault.db.qkd.SupplyRow;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Takes key from this end's part of a link's pool, in the order that makes it safe to be cut off anywhere: reserve and commit, open,
 * tell the peer, finish. A range is free again only if the peer surely never heard of it; otherwise it is given up.
 */
@Singleton
class Allocation {

    private static final Logger LOG = Logger.getLogger(Allocation.class);
    private static final int ATTEMPTS = 4;

    private final SupplyRepository supplies = new SupplyRepository();
    private final LinkRepository links = new LinkRepository();
    private final Database database;
    private final Reserve reserve;
    private final Chunks chunks;
    private final PeerLink peer;

    Allocation(Database database, Reserve reserve, Chunks chunks, PeerLink peer) {
        this.reserve = reserve;
        this.database = database;
        this.chunks = chunks;
        this.peer = peer;
    }

    /**
     * Allocates the bytes of {@code supply}.
     *
     * @param tell tells the peer of the ranges; returns when the peer holds them durably
     * @param finish makes keys of the bytes and commits; the bytes are wiped when it returns
     * @throws VaultException KEY_DEPLETED when there is not enough, PEER_UNAVAILABLE when the peer does not take it
     */
    <T> T allocate(Link link, SupplyRow supply, Consumer<List<ChunkRange>> tell, Function<KeyMaterial, T> finish) {
        requireReachable(link);
        List<SealedRange> ranges = reserve(supply);
        try (KeyMaterial material = open(supply, ranges)) {
            tellPeer(supply, ranges, tell);
            return finish(supply, material, finish);
        }
    }

    private void requireReachable(Link link) {
        try {
            peer.requireReachable(link);
        } catch (PeerException resting) {
            throw unavailable(resting);
        }
    }

    /** First by passing by what others are at work on; when that is not enough, and theirs could be, by waiting for them. */
    private List<SealedRange> reserve(SupplyRow supply) {
        long stored = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<SealedRange> ranges = reserve.run(supply, attempt > 0);
            whole(supply, ranges);
            if (!ranges.isEmpty()) {
                return ranges;
            }
            stored = storedBits(supply.link());
            if (stored < (long) supply.totalBytes() * Byte.SIZE) {
                break;
            }
        }
        throw new VaultException(Reason.KEY_DEPLETED, "not enough key material is available on link " + supply.link(),
                Map.of("available_bits", Long.toString(stored)));
    }

    private static void whole(SupplyRow supply, List<SealedRange> ranges) {
        int reserved = ranges.stream().mapToInt(range -> range.range().length()).sum();
        if (reserved != 0 && reserved != supply.totalBytes()) {
            throw new IllegalStateException("reserved " + reserved + " bytes of " + supply.totalBytes());
        }
    }

    private long storedBits(String link) {
        return database.transaction(session -> links.ownBits(session, link));
    }

    private KeyMaterial open(SupplyRow supply, List<SealedRange> ranges) {
        try (Chunks.Opening opening = chunks.opening()) {
            return opening.join(ranges);
        } catch (RuntimeException failed) {
            takeBack(supply);
            throw failed;
        }
    }

    private void tellPeer(SupplyRow supply, List<SealedRange> ranges, Consumer<List<ChunkRange>> tell) {
        try {
            tell.accept(ranges.stream().map(SealedRange::range).toList());
        } catch (PeerException failed) {
            if (failed.untouched()) {
                takeBack(supply);
            } else {
                giveUp(supply.id());
            }
            throw unavailable(failed);
        }
    }

    private <T> T finish(SupplyRow supply, KeyMaterial material, Function<KeyMaterial, T> finish) {
        try {
            return finish.apply(material);
        } catch (RuntimeException failed) {
            giveUp(supply.id());
            throw failed;
        }
    }

    private void takeBack(SupplyRow supply) {
        try {
            if (!reserve.takeBack(supply)) {
                giveUp(supply.id());
            }
        } catch (RuntimeException later) {
            logLater(supply.id(), later);
        }
    }

    private void giveUp(UUID supply) {
        try {
            database.transaction(session -> supplies.beginVoid(session, supply));
        } catch (RuntimeException later) {
            logLater(supply, later);
        }
    }

    /** It stays reserved then, and upkeep gives it up once it is older than any request. */
    private static void logLater(UUID supply, RuntimeException failure) {
        LOG.warnf("reservation %s will be given up later: %s", supply, failure.getMessage());
    }

    private static VaultException unavailable(PeerException failed) {
        return new VaultException(Reason.PEER_UNAVAILABLE, failed.getMessage());
    }
}
