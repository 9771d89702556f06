package io.lumenvault.server.qkd;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.db.qkd.ChunkRange;
import io.lumenvault.db.qkd.DeliveryRepository;
import io.lumenvault.db.qkd.SealedRange;
import io.lumenvault.db.qkd.SupplyRepository;
import io.lumenvault.db.qkd.SupplyRow;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.lifecycle.State;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.NewObject;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.Vault;
import io.lumenvault.server.vault.VaultException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/** The peer's allocations at this end. Each may be told twice and counts once; none is believed beyond what the peer may allocate. */
@Singleton
class SupplyReceiver {

    /** The KMIP operation by which the owner's counterpart draws a key for both. */
    private static final String DRAWN_BY = "Locate";

    private final SupplyRepository supplies = new SupplyRepository();
    private final DeliveryRepository sealedChunks = new DeliveryRepository();
    private final ObjectRepository objects = new ObjectRepository();
    private final Door door;
    private final AuditLog audit;
    private final Vault vault;
    private final Custody custody;
    private final Chunks chunks;
    private final FreshObjectForm form;
    private final SaeDirectory saes;
    private final PrincipalDirectory principals;
    private final Clock clock;

    SupplyReceiver(Door door, AuditLog audit, Vault vault, Custody custody, Chunks chunks, FreshObjectForm form, SaeDirectory saes,
            PrincipalDirectory principals, Clock clock) {
        this.door = door;
        this.audit = audit;
        this.vault = vault;
        this.custody = custody;
        this.chunks = chunks;
        this.form = form;
        this.saes = saes;
        this.principals = principals;
        this.clock = clock;
    }

    /** The peer cannot take it now, and nothing of it was kept: the block has not been settled here yet. */
    static final class TooEarlyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooEarlyException() {
            super("the block has not been compared here yet", null, false, false);
        }
    }

    /** Keys for SAEs of this site. */
    void accept(AccessRequest request, Link link, PeerMessages.Supply told) {
        if (!saes.site(told.master()).equals(Optional.of(link.peerSite()))) {
            throw Malformed.request("the master is no SAE of the peer", "master", told.master());
        }
        if (!told.slaves().stream().allMatch(saes::isLocal)) {
            throw Malformed.request("a slave is no SAE of this site", "slaves", String.join(" ", told.slaves()));
        }
        SupplyRow supply = row(link, told.supply(), SupplyRow.Purpose.KEYS, told.master(), told.bits(), told.number());
        List<ChunkRange> ranges = ranges(supply, told.ranges());
        AuditEvent event = request.served().withLink(link.id()).withObjects(supply.keys())
                .with("bits", Integer.toString(told.bits()))
                .with("master", told.master()).with("slaves", String.join(" ", told.slaves()));
        store(supply, ranges, told.slaves(), event, session -> {});
    }

    /** A key that becomes a managed object of a principal of this site. */
    void accept(AccessRequest request, Link link, PeerMessages.FreshObject told) {
        // The peer knows its own principals' groups and not this site's: a link of a tenant has no keys for another's, whoever is paired.
        if (!link.counterpart(told.owner(), principals.group(told.owner())).equals(Optional.of(told.drawnBy()))) {
            throw Malformed.request("no such pair on this link", "owner", told.owner());
        }
        SupplyRow supply = row(link, told.object(), SupplyRow.Purpose.OBJECT, told.drawnBy(), told.bits(), 1);
        List<ChunkRange> ranges = ranges(supply, told.ranges());
        if (known(supply)) {
            return;
        }
        SealedMaterial sealed = sealAsObject(supply, ranges);
        NewObject object = form.of(told.object(), told.owner(), link.id(), told.bits());
        AuditEvent event = request.served().withLink(link.id()).withObjects(List.of(told.object()))
                .with("bits", Integer.toString(told.bits())).with("owner", told.owner()).with("drawn_by", told.drawnBy());
        store(supply, ranges, List.of(), event, session -> {
            vault.admit(session, DRAWN_BY, object);
            vault.insert(session, object, sealed);
            if (link.puts(told.owner())) {
                vault.notifications().putNew(session, event, told.owner(), told.object());
            }
        });
    }

    private SealedMaterial sealAsObject(SupplyRow supply, List<ChunkRange> ranges) {
        List<SealedRange> sealed = door.read(session -> sealedChunks.sealed(session, ranges));
        if (sealed.size() != ranges.size()) {
            throw refused();
        }
        try (Chunks.Opening opening = chunks.opening(); KeyMaterial material = opening.join(sealed)) {
            return custody.seal(supply.id(), Kind.MANAGED_OBJECT, material);
        }
    }

    private SupplyRow row(Link link, UUID id, SupplyRow.Purpose purpose, String master, int bits, int number) {
        try {
            return new SupplyRow(id, link.id(), purpose, master, bits, number, clock.instant());
        } catch (IllegalArgumentException wrong) {
            throw Malformed.request(wrong.getMessage());
        }
    }

    private static List<ChunkRange> ranges(SupplyRow supply, List<PeerMessages.Range> told) {
        try {
            List<ChunkRange> ranges = told.stream().map(PeerMessages.Range::toRange).toList();
            if (ranges.stream().map(ChunkRange::chunk).distinct().count() != ranges.size()
                    || ranges.stream().mapToLong(ChunkRange::length).sum() != supply.totalBytes()) {
                throw Malformed.request("'ranges' is wrong", "ranges", "shall hold " + supply.totalBytes()
                        + " bytes in ranges of different chunks");
            }
            return ranges;
        } catch (IllegalArgumentException | NullPointerException wrong) {
            throw Malformed.request("'ranges' is wrong", "ranges", "each shall name a chunk, a start and a length");
        }
    }

    private void store(SupplyRow supply, List<ChunkRange> ranges, List<String> saes, AuditEvent event,
            Consumer<StatelessSession> more) {
        for (int attempt = 1; ; attempt++) {
            try {
                door.read(session -> {
                    audit.append(session, event);
                    more.accept(session);
                    if (!supplies.accept(session, supply, ranges, saes)) {
                        throw refused();
                    }
                    return null;
                });
                return;
            } catch (VaultException | ConstraintViolationException lost) {
                // The same message may have been at work at the same time: then its ranges are taken, by itself.
                if (known(supply)) {
                    return;
                }
                if (door.read(session -> supplies.tooEarly(session, ranges))) {
                    throw new TooEarlyException();
                }
                // A block may have become available between the two statements; a second refusal is meant.
                if (attempt == 2) {
                    throw refused();
                }
            }
        }
    }

    /**
     * The counterpart of its owner has no such key: it is destroyed while nobody has it. Once it has been given out it protects nothing more,
     * but what it has protected can still be opened; its owner's client is told of the change.
     *
     * @return whether nobody had it
     */
    private boolean withdrawn(StatelessSession session, ManagedObject object) {
        Instant now = clock.instant();
        boolean done = true;
        if (object.fresh()) {
            done = objects.destroy(session, object, State.DESTROYED.code(), now);
        } else if (Lifecycle.state(object, now) == State.ACTIVE) {
            done = objects.update(session, object, Lifecycle.deactivate(object, now));
        }
        if (!done) {
            // The peer asks again until this end has answered.
            throw new VaultException(Reason.CONFLICT, "the key changed while it was taken back");
        }
        return object.fresh();
    }

    private boolean known(SupplyRow supply) {
        String state = door.read(session -> supplies.state(session, supply.id())).orElse("");
        if (state.equals("void")) {
            throw new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE, "the allocation was taken back");
        }
        return !state.isEmpty();
    }

    private static VaultException refused() {
        return new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE, "the ranges are not the peer's to allocate, or are taken");
    }

    /** The peer takes an allocation back: nobody here will be given anything of it. */
    void takeBack(AccessRequest request, Link link, PeerMessages.Void told) {
        SupplyRow.Purpose purpose = told.purpose().equals("object") ? SupplyRow.Purpose.OBJECT : SupplyRow.Purpose.KEYS;
        SupplyRow supply = row(link, told.supply(), purpose, told.master(), told.bits(), told.number());
        List<ChunkRange> ranges = ranges(supply, told.ranges());
        door.read(session -> {
            boolean given = !supplies.voidPeers(session, supply, ranges);
            if (purpose == SupplyRow.Purpose.OBJECT) {
                given = objects.find(session, supply.id()).filter(object -> !withdrawn(session, object)).isPresent();
            }
            audit.append(session, request.served().withLink(link.id()).with("supply", supply.id().toString())
                    .with("purpose", purpose.name().toLowerCase(Locale.ROOT)).with("delivered_before", Boolean.toString(given)));
            return null;
        });
    }
}
