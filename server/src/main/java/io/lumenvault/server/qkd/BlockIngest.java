package io.lumenvault.server.qkd;

import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.db.qkd.BlockDecisionRepository;
import io.lumenvault.db.qkd.BlockRepository;
import io.lumenvault.db.qkd.BlockRow;
import io.lumenvault.db.qkd.BlockTagRow;
import io.lumenvault.db.qkd.ChunkRow;
import io.lumenvault.db.qkd.LinkRepository;
import io.lumenvault.db.qkd.ModuleReport;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.lifecycle.LinkPolicy;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.Policies;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes in key blocks: seals them chunk by chunk and stores them as pending, each block once. */
@Singleton
class BlockIngest {

    /** The block was stored by another push since this one looked. */
    private static final class StoredMeanwhile extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StoredMeanwhile() {
            super("stored meanwhile", null, false, false);
        }
    }

    private final BlockRepository blocks = new BlockRepository();
    private final BlockDecisionRepository decisions = new BlockDecisionRepository();
    private final LinkRepository linkRows = new LinkRepository();
    private final Policies policies;
    private final Door door;
    private final Custody custody;
    private final PoolGauge gauge;
    private final BlockComparison comparison;
    private final Clock clock;

    BlockIngest(Door door, Custody custody, PoolGauge gauge, BlockComparison comparison, Policies policies, Clock clock) {
        this.policies = policies;
        this.door = door;
        this.custody = custody;
        this.gauge = gauge;
        this.comparison = comparison;
        this.clock = clock;
    }

    /**
     * Accepts a block of {@code link}, durably; recorded. Runs within the door.
     *
     * @return false when it had been accepted before
     */
    boolean push(AccessRequest request, Link link, KeyBlockMessage message) {
        BlockMetadata metadata = message.metadata();
        requireOwn(request, link, metadata);
        AuditEvent event = request.served().withLink(link.id()).with("sequence", Long.toString(metadata.sequence()))
                .with("bits", Integer.toString(metadata.bits()));
        byte[] tag = message.key().lend(BlockTag::of);
        Optional<BlockTagRow> known = known(link, metadata);
        if (known.isPresent()) {
            return repeated(event, known.get(), metadata, tag);
        }
        if (gauge.full(link)) {
            throw new VaultException(Reason.BUSY, "the link's pool is full");
        }
        List<ChunkRow> chunks = seal(link, metadata.sequence(), message.key());
        BlockRow row = new BlockRow(link.id(), metadata.sequence(), metadata.module(), metadata.bits(), metadata.qber(),
                metadata.rate(), metadata.epsilon(), metadata.time(), clock.instant(), metadata.protocol(),
                metadata.disclosedBits(), metadata.siftedBits(), metadata.gain(), metadata.secureDistanceKm(),
                metadata.chsh().value(), metadata.chsh().sigma(), tag);
        Optional<String> rule = quarantine(link, metadata);
        AuditEvent described = rule.map(id -> event.with("quarantined", "true").with("policy_rule", id)
                .with("policy_version", Long.toString(policies.current().version()))).orElse(event);
        try {
            store(described, row, chunks, rule);
        } catch (StoredMeanwhile other) {
            return repeated(event, known(link, metadata).orElseThrow(), metadata, tag);
        }
        gauge.add(link, metadata.bits());
        comparison.soon(link, metadata.sequence());
        return true;
    }

    /** The rule by which the block is not to be used until an officer decides; the other end comes to the same by its own rules or waits. */
    private Optional<String> quarantine(Link link, BlockMetadata metadata) {
        LinkPolicy policy = policies.link(link.id());
        boolean alarm = policy.watchesAlarms() && door.read(session -> linkRows.lastReport(session, link.id()))
                .map(ModuleReport::alarm).isPresent();
        return policy.quarantines(metadata.qber(), alarm);
    }

    private void store(AuditEvent event, BlockRow row, List<ChunkRow> chunks, Optional<String> quarantined) {
        door.commit(event, session -> {
            if (!blocks.insert(session, row, chunks)) {
                throw new StoredMeanwhile();
            }
            quarantined.ifPresent(rule ->
                    decisions.quarantine(session, row.link(), List.of(row.sequence()), "policy rule " + rule));
            return null;
        });
    }

    private static void requireOwn(AccessRequest request, Link link, BlockMetadata metadata) {
        if (!metadata.link().equals(link.id())) {
            throw Malformed.request("the block belongs to another link", "link", "shall be '" + link.id() + "' as in the path");
        }
        if (!metadata.module().equals(request.principal().name())) {
            throw Malformed.request("the block belongs to another module", "module",
                    "shall be '" + request.principal().name() + "' as in the certificate");
        }
    }

    private Optional<BlockTagRow> known(Link link, BlockMetadata metadata) {
        return door.read(session -> blocks.find(session, link.id(), metadata.sequence()));
    }

    private boolean repeated(AuditEvent event, BlockTagRow known, BlockMetadata metadata, byte[] tag) {
        if (known.bits() != metadata.bits() || !MessageDigest.isEqual(known.tag(), tag)) {
            throw new VaultException(Reason.OBJECT_ALREADY_EXISTS,
                    "block " + metadata.sequence() + " was accepted before with other content");
        }
        return door.commit(event.with("repeated", "true"), session -> false);
    }

    private List<ChunkRow> seal(Link link, long sequence, KeyMaterial block) {
        List<ChunkRow> chunks = new ArrayList<>();
        for (Dealing.Slice slice : Dealing.cut(block.length() - KeyBlockMessage.TAG_KEY_BYTES)) {
            UUID id = Dealing.chunkId(link.id(), sequence, slice.position());
            try (KeyMaterial chunk = block.range(KeyBlockMessage.TAG_KEY_BYTES + slice.offset(), slice.length())) {
                SealedMaterial sealed = custody.seal(id, Kind.QKD_CHUNK, chunk);
                chunks.add(new ChunkRow(id, slice.position(), link.allocatesHere(sequence, slice.position()), slice.length(), sealed));
            }
        }
        return chunks;
    }
}
