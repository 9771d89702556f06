package io.lumenvault.server.qkd;

import io.lumenvault.db.qkd.DeliverableKey;
import io.lumenvault.db.qkd.DeliveryRepository;
import io.lumenvault.db.qkd.SealedRange;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** "Get key with key IDs" of ETSI GS QKD 014 (clause 5.4): keys that a master SAE has named, to each slave once. */
@Singleton
class KeyCollection {

    /** Whoever has waited for so many others, none of whom got the key, asks the database at once. */
    private static final int MOST_TURNS = 3;

    private final DeliveryRepository deliveries = new DeliveryRepository();
    private final Door door;
    private final Chunks chunks;
    private final SaeDirectory saes;
    private final KeysInHand inHand = new KeysInHand();

    KeyCollection(Door door, Chunks chunks, SaeDirectory saes) {
        this.door = door;
        this.chunks = chunks;
        this.saes = saes;
    }

    /** What the keys are, and the sealed chunks that hold them. */
    private record Found(List<DeliverableKey> keys, Map<UUID, List<SealedRange>> ranges) {}

    /** The Key container, after the deliveries are durable. Runs within the door; the caller wipes it. */
    byte[] collect(AccessRequest request, String master, KeyIds asked) {
        String sae = saes.requireLocal(request.principal());
        Found found = find(sae, master, asked);
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            try (KeysInHand.Hold hold = inHand.take(asked.ids())) {
                if (!hold.lookAgain()) {
                    return deliver(request, sae, master, asked, found);
                }
            }
            found = find(sae, master, asked);
        }
        return deliver(request, sae, master, asked, found);
    }

    private Found find(String sae, String master, KeyIds asked) {
        return door.read(session -> {
            // Keys of another group's SAE are as unknown here as keys that never were.
            List<DeliverableKey> keys = deliveries.find(session, asked.ids(), sae).stream()
                    .filter(key -> saes.shareGroup(sae, key.master())).toList();
            check(keys, sae, master, asked);
            return new Found(keys, deliveries.ranges(session, keys.stream().map(DeliverableKey::supply).distinct().toList()));
        });
    }

    private byte[] deliver(AccessRequest request, String sae, String master, KeyIds asked, Found found) {
        byte[] container = open(found);
        boolean committed = false;
        try {
            door.commit(event(request, master, found.keys()), session -> {
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

    private byte[] open(Found found) {
        int largest = found.keys().stream().mapToInt(DeliverableKey::keyBits).max().orElseThrow() / Byte.SIZE;
        try (Chunks.Opening opening = chunks.opening(); KeyContainer container = new KeyContainer(found.keys().size(), largest)) {
            for (DeliverableKey key : found.keys()) {
                int bytes = key.keyBits() / Byte.SIZE;
                List<SealedRange> ranges = found.ranges().get(key.supply());
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
