package io.lumenvault.server.qkd;

import io.lumenvault.db.Database;
import io.lumenvault.db.qkd.BlockRepository;
import io.lumenvault.db.qkd.BlockState;
import io.lumenvault.db.qkd.BlockTagRow;
import io.lumenvault.db.qkd.LinkRepository;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Compares blocks with the peer by their tags. Whichever end has a block second settles it at both: it sends its tag, the other end
 * compares, settles its own copy and says how it ended. All of it can be repeated: a tag never changes, so both ends come to the
 * same verdict in whatever order and however often they ask. What is pending is sent again from time to time, after a restart too.
 */
@Singleton
class BlockComparison {

    private static final Logger LOG = Logger.getLogger(BlockComparison.class);
    private static final int PAGE = 256;

    private final BlockRepository blocks = new BlockRepository();
    private final LinkRepository linkRows = new LinkRepository();
    private final Map<String, ComparisonWorker> workers = new ConcurrentHashMap<>();
    private final Database database;
    private final AuditLog audit;
    private final PeerLink peer;
    private final Links links;
    private final Clock clock;

    BlockComparison(Database database, AuditLog audit, PeerLink peer, Links links, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.peer = peer;
        this.links = links;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        for (Link link : links.all()) {
            workers.put(link.id(), ComparisonWorker.start(link.id(), sequences -> compare(link, sequences), () -> compareAll(link)));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        workers.values().forEach(ComparisonWorker::stop);
    }

    /** A block has come in: compare it soon. */
    void soon(Link link, long sequence) {
        workers.get(link.id()).add(sequence);
    }

    /** A block has been released from quarantine. */
    void soon(String link, long sequence) {
        workers.get(link).add(sequence);
    }

    private void compare(Link link, Collection<Long> sequences) {
        List<BlockTagRow> found = database.transaction(session -> blocks.find(session, link.id(), sequences));
        ask(link, found.stream().filter(block -> block.state() == BlockState.PENDING).toList());
    }

    private void compareAll(Link link) {
        long from = 0;
        for (List<BlockTagRow> page = page(link, from); !page.isEmpty(); page = page(link, from)) {
            ask(link, page);
            from = page.getLast().sequence() + 1;
        }
    }

    private List<BlockTagRow> page(Link link, long from) {
        return database.transaction(session -> blocks.pending(session, link.id(), from, PAGE));
    }

    private void ask(Link link, List<BlockTagRow> pending) {
        if (pending.isEmpty()) {
            return;
        }
        PeerMessages.Verdicts verdicts = peer.compare(link, new PeerMessages.Tags(pending.stream()
                .map(block -> new PeerMessages.Tag(block.sequence(), block.bits(), HexFormat.of().formatHex(block.tag())))
                .toList()));
        settle(link, verdicts.blocks());
    }

    /** The peer asks: compares its tags with this end's, settles this end's copies, and tells how it ended. */
    PeerMessages.Verdicts answer(Link link, List<PeerMessages.Tag> tags) {
        Map<Long, BlockTagRow> own = database.transaction(session ->
                        blocks.find(session, link.id(), tags.stream().map(PeerMessages.Tag::sequence).toList())).stream()
                .collect(Collectors.toMap(BlockTagRow::sequence, Function.identity()));
        List<PeerMessages.BlockVerdict> verdicts = tags.stream()
                .map(tag -> new PeerMessages.BlockVerdict(tag.sequence(), verdict(own.get(tag.sequence()), tag)))
                .toList();
        settle(link, verdicts);
        return new PeerMessages.Verdicts(verdicts);
    }

    private static PeerMessages.Verdict verdict(BlockTagRow own, PeerMessages.Tag peers) {
        // A quarantined block is compared when it is released; until then the peer's stays pending.
        if (own == null || own.state() == BlockState.QUARANTINED) {
            return PeerMessages.Verdict.ABSENT;
        }
        boolean equal = own.state() != BlockState.DISCARDED && own.state() != BlockState.DESTROYED && own.bits() == peers.bits()
                && MessageDigest.isEqual(own.tag(), bytes(peers.tag()));
        return equal ? PeerMessages.Verdict.EQUAL : PeerMessages.Verdict.DIFFERENT;
    }

    private static byte[] bytes(String tag) {
        try {
            return HexFormat.of().parseHex(tag == null ? "" : tag);
        } catch (IllegalArgumentException malformed) {
            throw Malformed.request("a tag is wrong", "tag", "shall be hexadecimal");
        }
    }

    private void settle(Link link, List<PeerMessages.BlockVerdict> verdicts) {
        List<Long> equal = sequences(verdicts, PeerMessages.Verdict.EQUAL);
        List<Long> different = sequences(verdicts, PeerMessages.Verdict.DIFFERENT);
        if (equal.isEmpty() && different.isEmpty()) {
            return;
        }
        database.transaction(session -> {
            List<Long> available = blocks.settle(session, link.id(), equal, BlockState.AVAILABLE, clock.instant());
            List<Long> discarded = blocks.settle(session, link.id(), different, BlockState.DISCARDED, clock.instant());
            record(session, link, available, discarded);
            return null;
        });
    }

    private void record(StatelessSession session, Link link, List<Long> available, List<Long> discarded) {
        for (long sequence : available) {
            audit.append(session, event(link, "Make Block Available", Result.SERVED, sequence));
        }
        for (long sequence : discarded) {
            audit.append(session, event(link, "Discard Block", Result.REFUSED, sequence)
                    .withReason(Result.REFUSED, "the two ends hold different bits"));
            LOG.warnf("link %s: block %d differs at the two ends and is discarded", link.id(), sequence);
        }
        if (!discarded.isEmpty()) {
            linkRows.blockAlarm(session, link.id(), "block " + discarded.getLast() + " differed at the two ends and was discarded");
        } else if (!available.isEmpty()) {
            linkRows.blockAlarm(session, link.id(), null);
        }
    }

    private static AuditEvent event(Link link, String operation, Result result, long sequence) {
        return AuditEvent.system("qkd", operation, result, link.id(), Map.of("sequence", Long.toString(sequence), "peer", link.peerSite()));
    }

    private static List<Long> sequences(List<PeerMessages.BlockVerdict> verdicts, PeerMessages.Verdict wanted) {
        List<Long> sequences = new ArrayList<>();
        for (PeerMessages.BlockVerdict verdict : verdicts) {
            if (verdict.verdict() == wanted) {
                sequences.add(verdict.sequence());
            }
        }
        return sequences;
    }
}
