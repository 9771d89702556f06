package io.lumenvault.server.qkd;

import io.lumenvault.db.qkd.BlockConsumer;
import io.lumenvault.db.qkd.BlockConsumerRepository;
import io.lumenvault.db.qkd.BlockDecision;
import io.lumenvault.db.qkd.BlockDecisionRepository;
import io.lumenvault.db.qkd.BlockRun;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Approvals;
import io.lumenvault.server.vault.Clearance;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.ObjectGovernance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Decisions about blocks after a security event: quarantined, released, or destroyed at both ends, with the keys of them that wait
 * to be fetched, and with the managed objects made of them where the officer says so. The decision is durable here before the peer is
 * told; {@link #tell} repeats it until the peer has done the same, {@link #finish} until every object has met its fate, and doing it twice
 * has the effect of once.
 */
@Singleton
class BlockDecisions {

    private static final Logger LOG = Logger.getLogger(BlockDecisions.class);

    private static final int BATCH = 100;
    private static final Principal UPKEEP = new Principal("system/qkd", Set.of(), "internal", "");

    private final BlockDecisionRepository blocks = new BlockDecisionRepository();
    private final BlockConsumerRepository consumers = new BlockConsumerRepository();
    private final Door door;
    private final AuditLog audit;
    private final Custody custody;
    private final ObjectGovernance objects;
    private final Approvals approvals;
    private final BlockComparison comparison;
    private final PeerLink peer;
    private final Clock clock;
    /** Objects whose failure has been logged. */
    private final Set<UUID> failing = ConcurrentHashMap.newKeySet();

    BlockDecisions(Door door, AuditLog audit, Custody custody, ObjectGovernance objects, Approvals approvals, BlockComparison comparison,
            PeerLink peer, Clock clock) {
        this.door = door;
        this.audit = audit;
        this.custody = custody;
        this.objects = objects;
        this.approvals = approvals;
        this.comparison = comparison;
        this.peer = peer;
        this.clock = clock;
    }

    /**
     * What a decision did at this end.
     *
     * @param decision its identifier
     * @param blocks blocks that it concerns
     * @param changed those whose state it changed
     * @param objects managed objects that were compromised or destroyed
     * @param consumers who took key from the blocks
     */
    record Outcome(UUID decision, List<Long> blocks, List<Long> changed, int objects, List<BlockConsumer> consumers) {}

    /**
     * Decides about the blocks of a time window. Runs within the door. What destroys keys, be they of the blocks or objects made of
     * them, needs the approval that destroying needs.
     */
    Outcome decide(AccessRequest request, Link link, BlockDecision.Action action, BlockDecision.ObjectFate fate, Instant since,
            Instant until, String reason) {
        requireFit(action, fate);
        List<BlockDecisionRepository.Size> found = door.read(session -> blocks.blocks(session, link.id(), since, until));
        BlockDecision decision = new BlockDecision(custody.newIdentifier(), link.id(), action, fate, reason,
                BlockRun.of(found.stream().map(BlockDecisionRepository.Size::sequence).toList()), clock.instant());
        Clearance clearance = destroys(action, fate)
                ? approvals.clear(request.with(Map.of("action", action.text(), "link", link.id(), "since", since.toString(),
                        "until", until.toString(), "objects", fate.text())), ApprovedOperation.DESTROY, List.of(),
                        match -> match.mayMatchObjectsOf(link.id()))
                : Clearance.FREE;
        AuditEvent event = request.served().with("since", since.toString()).with("until", until.toString());
        Outcome outcome = carryOut(request, decision, found, null, clearance.on(event), clearance);
        try {
            tell(link);
        } catch (PeerException later) {
            return outcome;
        }
        return outcome;
    }

    static boolean destroys(BlockDecision.Action action, BlockDecision.ObjectFate fate) {
        return action == BlockDecision.Action.DESTROY || fate == BlockDecision.ObjectFate.DESTROY;
    }

    /** Blocks that are found good again leave what was made of them as it is. */
    static void requireFit(BlockDecision.Action action, BlockDecision.ObjectFate fate) {
        if (action == BlockDecision.Action.RELEASE && fate != BlockDecision.ObjectFate.KEEP) {
            throw Malformed.request("'objects' is wrong", "objects", "'" + fate.text() + "' does not go with release; shall be "
                    + BlockDecision.ObjectFate.KEEP.text());
        }
    }

    /** Does what was decided, and approved, at the other end. Runs within the door. */
    void takeOver(AccessRequest request, Link link, PeerMessages.Decision told) {
        List<BlockRun> runs = told.blocks().stream().map(PeerMessages.Run::toRun).toList();
        BlockDecision.Action action = named(BlockDecision.Action.values(), told.action());
        BlockDecision.ObjectFate fate = named(BlockDecision.ObjectFate.values(), told.objects());
        requireFit(action, fate);
        BlockDecision decision = new BlockDecision(told.decision(), link.id(), action, fate, told.reason(), runs, clock.instant());
        List<BlockDecisionRepository.Size> here = door.read(session -> blocks.blocks(session, link.id(), runs));
        carryOut(request, decision, here, clock.instant(), request.served(), Clearance.FREE);
    }

    static <E extends Enum<E>> E named(E[] values, String text) {
        return Arrays.stream(values).filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text)).findFirst()
                .orElseThrow(() -> Malformed.request("'" + text + "' is wrong", text, "shall be one of "
                        + String.join(", ", Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList())));
    }

    private Outcome carryOut(AccessRequest request, BlockDecision decision, List<BlockDecisionRepository.Size> sizes, Instant peerTold,
            AuditEvent event, Clearance clearance) {
        List<Long> sequences = sizes.stream().map(BlockDecisionRepository.Size::sequence).toList();
        List<UUID> chunks = sizes.stream().flatMap(size -> chunks(decision.link(), size)).toList();
        Outcome outcome = door.read(session -> {
            if (!blocks.record(session, decision, peerTold)) {
                return new Outcome(decision.id(), sequences, List.of(), 0, consumers.of(session, decision.link(), chunks));
            }
            BlockDecisionRepository.Effect effect = blocks.carryOut(session, decision, sequences, chunks);
            clearance.consume(session);
            audit.append(session, event.withLink(decision.link()).with("decision", decision.id().toString())
                    .with("action", decision.action().text()).with("reason_given", decision.reason())
                    .with("objects", decision.objects().text()).with("blocks", Integer.toString(sequences.size()))
                    .with("blocks_changed", Integer.toString(effect.changed().size()))
                    .with("consumers", Integer.toString(effect.consumers().size())));
            return new Outcome(decision.id(), sequences, effect.changed(), 0, effect.consumers());
        });
        if (decision.action() == BlockDecision.Action.RELEASE) {
            outcome.changed().forEach(sequence -> comparison.soon(decision.link(), sequence));
        }
        return new Outcome(outcome.decision(), sequences, outcome.changed(), endObjects(request, decision, outcome.consumers()), outcome.consumers());
    }

    private static Stream<UUID> chunks(String link, BlockDecisionRepository.Size block) {
        return Dealing.cut(block.bits() / Byte.SIZE - KeyBlockMessage.TAG_KEY_BYTES).stream()
                .map(slice -> Dealing.chunkId(link, block.sequence(), slice.position()));
    }

    /**
     * Each object by itself, with an entry of its own; one that is compromised or destroyed already stays as it is. One that fails does
     * not stop the others; it is taken up by {@link #finish}.
     */
    private int endObjects(AccessRequest request, BlockDecision decision, List<BlockConsumer> consumers) {
        if (decision.objects() == BlockDecision.ObjectFate.KEEP) {
            return 0;
        }
        boolean destroy = decision.objects() == BlockDecision.ObjectFate.DESTROY;
        int ended = 0;
        boolean whole = true;
        for (BlockConsumer consumer : consumers) {
            if (consumer.purpose().equals("object")) {
                try {
                    ended += objects.compromise(request, consumer.supply(), decision.reason(), destroy) ? 1 : 0;
                    failing.remove(consumer.supply());
                } catch (RuntimeException failure) {
                    whole = false;
                    if (failing.add(consumer.supply())) {
                        LOG.errorf("object %s is not ended yet by decision %s: %s", consumer.supply(), decision.id(), failure.getMessage());
                    }
                }
            }
        }
        if (whole) {
            door.read(session -> {
                blocks.finished(session, decision.id(), clock.instant());
                return null;
            });
        }
        return ended;
    }

    /** Ends the objects that decisions of either end have left: the node died behind the decision, or an object could not be ended then. */
    void finish(Link link) {
        for (BlockDecision decision : door.read(session -> blocks.unfinished(session, link.id(), BATCH))) {
            List<BlockConsumer> taken = door.read(session -> consumers.of(session, link.id(),
                    blocks.blocks(session, link.id(), decision.blocks()).stream().flatMap(size -> chunks(link.id(), size)).toList()));
            endObjects(new AccessRequest(UPKEEP, null, "system", "End Objects of Decision", Permission.KEY_GOVERN)
                    .with(Map.of("decision", decision.id().toString())), decision, taken);
        }
    }

    /** Tells the peer of every decision that it has not taken over yet. */
    void tell(Link link) {
        for (BlockDecision decision : door.read(session -> blocks.untold(session, link.id(), BATCH))) {
            peer.decide(link, new PeerMessages.Decision(decision.id(), decision.action().text(), decision.objects().text(),
                    decision.reason(), decision.blocks().stream().map(PeerMessages.Run::of).toList()));
            door.read(session -> {
                blocks.told(session, decision.id(), clock.instant());
                return null;
            });
        }
    }
}
