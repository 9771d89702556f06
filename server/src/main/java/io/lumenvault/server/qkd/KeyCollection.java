package io.lumenvault.server.qkd;

import io.lumenvault.db.GroupedStatement;
import io.lumenvault.db.qkd.DeliverableKey;
import io.lumenvault.db.qkd.DeliveryRepository;
import io.lumenvault.db.qkd.DeliveryRepository.Asked;
import io.lumenvault.db.qkd.SealedRange;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** "Get key with key IDs" of ETSI GS QKD 014 (clause 5.4): keys that a master SAE has named, to each slave once. */
@Singleton
class KeyCollection {

    /** Whoever has waited for so many others, none of whom got the key, asks the database at once. */
    private static final int MOST_TURNS = 3;

    private final DeliveryRepository deliveries = new DeliveryRepository();
    private final Door door;
    private final Chunks chunks;
    private final SaeDirectory saes;
    private final GroupedStatement<Asked, List<DeliverableKey>> finding;
    private final GroupedStatement<List<UUID>, Map<UUID, List<SealedRange>>> reading;
    private final KeysInHand inHand = new KeysInHand();

    KeyCollection(Door door, Chunks chunks, SaeDirectory saes) {
        this.door = door;
        this.chunks = chunks;
        this.saes = saes;
        this.finding = door.grouped("find-keys", deliveries::find);
        this.reading = door.grouped("read-chunks", this::readTogether);
    }

    /** All get what all have asked for. */
    private List<Map<UUID, List<SealedRange>>> readTogether(StatelessSession session, List<List<UUID>> supplies) {
        Set<UUID> distinct = supplies.stream().flatMap(List::stream).collect(Collectors.toSet());
        return Collections.nCopies(supplies.size(), deliveries.ranges(session, distinct));
    }

    /** The Key container, after the deliveries are durable. Runs within the door; the caller wipes it. */
    byte[] collect(AccessRequest request, String master, KeyIds asked) {
        String sae = saes.requireLocal(request.principal());
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            try (KeysInHand.Hold hold = inHand.take(asked.ids())) {
                if (!hold.lookAgain()) {
                    return deliver(request, sae, master, asked);
                }
            }
            // Another has had one of the keys; mostly it is gone, and this refuses.
            find(sae, master, asked);
        }
        return deliver(request, sae, master, asked);
    }

    private List<DeliverableKey> find(String sae, String master, KeyIds asked) {
        // Keys of another group's SAE are as unknown here as keys that never were.
        List<DeliverableKey> keys = finding.run(new Asked(sae, asked.ids())).stream()
                .filter(key -> saes.shareGroup(sae, key.master())).toList();
        check(keys, sae, master, asked);
        return keys;
    }

    private byte[] deliver(AccessRequest request, String sae, String master, KeyIds asked) {
        List<DeliverableKey> keys = find(sae, master, asked);
        byte[] container = open(keys, reading.run(keys.stream().map(DeliverableKey::supply).distinct().toList()));
        boolean committed = false;
        try {
            door.commit(event(request, master, keys), session -> {
                if (!deliveries.deliver(session, asked.ids(), sae)) {
                    throw KeyIds.notFound("key_IDs", "a key has just been delivered");
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

    /** Clause 5.4: a foreign key refuses the whole call with 401, a missing one with 400. */
    private static void check(List<DeliverableKey> keys, String sae, String master, KeyIds asked) {
        if (!keys.stream().allMatch(DeliverableKey::entitled)) {
            throw new VaultException(Reason.PERMISSION_DENIED, "'" + sae + "' was not named for one of the keys");
        }
        if (keys.size() != asked.ids().size()) {
            throw KeyIds.notFound("key_IDs", (asked.ids().size() - keys.size()) + " unknown");
        }
        if (!keys.stream().allMatch(key -> key.master().equals(master))) {
            throw KeyIds.notFound("master_SAE_ID", "another SAE is the master of a key");
        }
        long consumed = keys.stream().filter(key -> !key.waiting()).count();
        if (consumed > 0) {
            throw KeyIds.notFound("key_IDs", consumed + " delivered before");
        }
    }

    private static AuditEvent event(AccessRequest request, String master, List<DeliverableKey> keys) {
        return request.served().withLink(keys.getFirst().link())
                .withObjects(keys.stream().map(DeliverableKey::keyId).toList())
                .with("bits", Integer.toString(keys.getFirst().keyBits()))
                .with("master", master);
    }

    private byte[] open(List<DeliverableKey> keys, Map<UUID, List<SealedRange>> found) {
        int largest = keys.stream().mapToInt(DeliverableKey::keyBits).max().orElseThrow() / Byte.SIZE;
        try (Chunks.Opening opening = chunks.opening(); KeyContainer container = new KeyContainer(keys.size(), largest)) {
            for (DeliverableKey key : keys) {
                int bytes = key.keyBits() / Byte.SIZE;
                List<SealedRange> ranges = found.get(key.supply());
                if (ranges == null) {
                    throw KeyIds.notFound("key_IDs", "a key has just been delivered");
                }
                try (KeyMaterial material = opening.join(Ranges.part(ranges, key.position() * bytes, bytes))) {
                    material.lend(value -> {
                        container.add(key.keyId(), value, 0, bytes);
                        return null;
                    });
                }
            }
            return container.finish();
        }
    }
}
