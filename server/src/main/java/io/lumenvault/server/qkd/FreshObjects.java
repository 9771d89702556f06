package io.lumenvault.server.qkd;

import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.db.qkd.SupplyRepository;
import io.lumenvault.db.qkd.SupplyRow;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.FreshKeys;
import io.lumenvault.server.vault.NewObject;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.Vault;
import io.lumenvault.server.vault.VaultException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Draws QKD key as managed objects: one here, one of the same identifier and value at the other end. */
@Singleton
class FreshObjects implements FreshKeys {

    private final SupplyRepository supplies = new SupplyRepository();
    private final Door door;
    private final Vault vault;
    private final Custody custody;
    private final Allocation allocation;
    private final PeerLink peer;
    private final Links links;
    private final FreshObjectForm form;
    private final Clock clock;

    FreshObjects(Door door, Vault vault, Custody custody, Allocation allocation, PeerLink peer, Links links, FreshObjectForm form,
            Clock clock) {
        this.door = door;
        this.vault = vault;
        this.custody = custody;
        this.allocation = allocation;
        this.peer = peer;
        this.links = links;
        this.form = form;
        this.clock = clock;
    }

    @Override
    public boolean isLink(String group, Principal caller) {
        return links.find(group).filter(link -> link.serves(caller.group())).isPresent();
    }

    @Override
    public Optional<UUID> draw(AccessRequest request, String group, int bits) {
        try {
            return Optional.of(door.pass(request, List.of(), () -> drawn(request, group, bits)));
        } catch (VaultException refusal) {
            if (refusal.reason() == Reason.PERMISSION_DENIED || refusal.reason() == Reason.KEY_DEPLETED) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private UUID drawn(AccessRequest request, String group, int bits) {
        String drawer = request.principal().name();
        Link link = links.find(group).orElseThrow(() -> notEntitled(drawer, group));
        String counterpart = link.counterpart(drawer, request.principal().group()).orElseThrow(() -> notEntitled(drawer, group));
        FreshObjectForm.checkLength(bits);
        UUID uid = custody.newIdentifier();
        SupplyRow supply = new SupplyRow(uid, link.id(), SupplyRow.Purpose.OBJECT, drawer, bits, 1, clock.instant());
        // Before the peer reserves anything; the same is asked again in the transaction that stores the object.
        NewObject object = form.of(uid, drawer, link.id(), bits);
        door.read(session -> vault.admit(session, request.operation(), object));
        AuditEvent event = request.served().withLink(link.id()).withObjects(List.of(uid))
                .with("bits", Integer.toString(bits)).with("owner", drawer).with("counterpart", counterpart);
        return allocation.allocate(link, supply,
                ranges -> peer.freshObject(link, new PeerMessages.FreshObject(uid, drawer, counterpart, bits,
                        ranges.stream().map(PeerMessages.Range::of).toList())),
                material -> store(request, supply, event, material));
    }

    private UUID store(AccessRequest request, SupplyRow supply, AuditEvent event, KeyMaterial material) {
        SealedMaterial sealed = custody.seal(supply.id(), Kind.MANAGED_OBJECT, material);
        NewObject object = form.of(supply.id(), supply.master(), supply.link(), supply.keyBits());
        return door.commit(event, session -> {
            if (!supplies.complete(session, supply, List.of())) {
                throw new VaultException(Reason.PEER_UNAVAILABLE, "the request took too long and was given up");
            }
            vault.admit(session, request.operation(), object);
            vault.insert(session, object, sealed);
            return supply.id();
        });
    }

    private static VaultException notEntitled(String principal, String group) {
        return new VaultException(Reason.PERMISSION_DENIED, "'" + principal + "' may not draw keys of '" + group + "'");
    }
}
