package io.lumenvault.server.qkd;

import io.lumenvault.db.qkd.KeyIdentifier;
import io.lumenvault.db.qkd.SupplyRepository;
import io.lumenvault.db.qkd.SupplyRow;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** "Get key" of ETSI GS QKD 014 (clause 5.3): new keys for the calling master SAE and its slaves. */
@Singleton
class KeySupply {

    private final SupplyRepository supplies = new SupplyRepository();
    private final Door door;
    private final Custody custody;
    private final Allocation allocation;
    private final PeerLink peer;
    private final Recipients recipients;
    private final Clock clock;

    KeySupply(Door door, Custody custody, Allocation allocation, PeerLink peer, Recipients recipients, Clock clock) {
        this.door = door;
        this.custody = custody;
        this.allocation = allocation;
        this.peer = peer;
        this.recipients = recipients;
        this.clock = clock;
    }

    /** The Key container, after everything is durable at both ends. Runs within the door; the caller wipes it. */
    byte[] supply(AccessRequest request, String slave, KeyRequest asked) {
        Recipients.Plan plan = recipients.plan(request.principal(), slave, asked);
        VaultException depleted = null;
        for (Link link : plan.links()) {
            try {
                return supply(request, asked, plan, link);
            } catch (VaultException refusal) {
                if (refusal.reason() != Reason.KEY_DEPLETED) {
                    throw refusal;
                }
                depleted = refusal;
            }
        }
        throw depleted;
    }

    private byte[] supply(AccessRequest request, KeyRequest asked, Recipients.Plan plan, Link link) {
        SupplyRow supply = new SupplyRow(KeyIdentifier.supply(custody.newIdentifier()), link.id(), SupplyRow.Purpose.KEYS, plan.master(),
                asked.size(), asked.number(), clock.instant());
        List<UUID> keys = supply.keys();
        AuditEvent event = request.served().withLink(link.id()).withObjects(keys)
                .with("bits", Integer.toString(asked.size()))
                .with("slaves", String.join(" ", plan.allSlaves()));
        return allocation.allocate(link, supply,
                ranges -> peer.supply(link, new PeerMessages.Supply(supply.id(), plan.master(), asked.size(), asked.number(),
                        plan.remoteSlaves(), ranges.stream().map(PeerMessages.Range::of).toList())),
                material -> finish(supply, keys, plan, event, material));
    }

    private byte[] finish(SupplyRow supply, List<UUID> keys, Recipients.Plan plan, AuditEvent event, KeyMaterial material) {
        byte[] container = material.lend(bytes -> write(keys, bytes, supply.keyBytes()));
        boolean committed = false;
        try {
            door.commit(event, session -> {
                if (!supplies.complete(session, supply, plan.localSlaves())) {
                    throw new VaultException(Reason.PEER_UNAVAILABLE, "the request took too long and was given up");
                }
                return null;
            });
            committed = true;
            return container;
        } finally {
            if (!committed) {
                Arrays.fill(container, (byte) 0);
            }
        }
    }

    private static byte[] write(List<UUID> keys, byte[] material, int keyBytes) {
        try (KeyContainer container = new KeyContainer(keys.size(), keyBytes)) {
            for (int i = 0; i < keys.size(); i++) {
                container.add(keys.get(i), material, i * keyBytes, keyBytes);
            }
            return container.finish();
        }
    }
}
