package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.UsageCharge;
import io.lumenvault.server.kmip.cryptography.MessageOperation;
import io.lumenvault.server.lifecycle.Use;
import io.lumenvault.server.vault.CryptographicUse;
import io.lumenvault.server.vault.HeldKey;
import io.lumenvault.server.vault.KeyWork;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Uses a key on a message that comes whole or in parts; each part passes the door as a whole message does. */
final class PartedUse {

    private final Vault vault;
    private final Streams streams;

    PartedUse(Vault vault, Streams streams) {
        this.vault = vault;
        this.streams = streams;
    }

    /**
     * Does the part of a message that a request brings.
     *
     * @param begin sets the operation up with the key, for the first part
     */
    PartOutcome run(Call call, UUID uid, CryptographicUse use, Part part, Function<HeldKey, MessageOperation> begin) {
        return run(call, uid, use, part, begin, work -> { }, null);
    }

    /**
     * The same with more to be said.
     *
     * @param prepared is shown the operation before each part
     * @param instead takes the place of the last part's finish, or null
     */
    PartOutcome run(Call call, UUID uid, CryptographicUse use, Part part, Function<HeldKey, MessageOperation> begin,
            Consumer<MessageOperation> prepared, Function<MessageOperation, byte[]> instead) {
        byte[] correlation = part.first() ? correlation() : part.correlation();
        MessageOperation taken = part.first() ? null
                : streams.take(correlation, call.principal().name(), call.operation(), uid, vault.now());
        Work work = new Work(use, part, taken, begin, prepared, instead);
        boolean served = false;
        try {
            byte[] out = vault.using().use(call.request(), uid, use, part.data().length, work);
            served = true;
            if (work.charge != null) {
                call.changes().used(work.charged, work.charge.units());
            }
            if (part.last()) {
                return new PartOutcome(out, work.operation.tag(), null);
            }
            streams.put(correlation, call.principal().name(), call.operation(), uid, work.operation, vault.now());
            return new PartOutcome(out, null, correlation);
        } finally {
            if (!served) {
                work.giveUp();
            }
        }
    }

    private byte[] correlation() {
        return vault.newMaterial(16).lend(byte[]::clone);
    }

    /** One part; what was begun in another request is done once, or fails once, however often the use is tried. */
    private final class Work implements KeyWork<byte[]> {

        private final CryptographicUse use;
        private final Part part;
        private final Function<HeldKey, MessageOperation> begin;
        private final Consumer<MessageOperation> prepared;
        private final Function<MessageOperation, byte[]> instead;
        private MessageOperation operation;
        private ManagedObject charged;
        private UsageCharge.Charge charge;
        private byte[] done;
        private RuntimeException failed;

        Work(CryptographicUse use, Part part, MessageOperation taken, Function<HeldKey, MessageOperation> begin,
                Consumer<MessageOperation> prepared, Function<MessageOperation, byte[]> instead) {
            this.use = use;
            this.part = part;
            this.operation = taken;
            this.begin = begin;
            this.prepared = prepared;
            this.instead = instead;
        }

        @Override
        public ObjectChange charge(ManagedObject key, Instant now) {
            if (use.period() != Use.PROTECT) {
                return null;
            }
            charged = key;
            charge = ObjectHandler.decide(() -> UsageCharge.of(ObjectAttributes.of(key, vault.state(key)), key, part.first() ? 1 : 0,
                    part.data().length, now).orElse(null));
            return charge == null ? null : charge.change();
        }

        @Override
        public byte[] run(HeldKey key) {
            return ObjectHandler.decide(() -> {
                if (part.first()) {
                    giveUp();
                    operation = begin.apply(key);
                    return process();
                }
                return done == null ? once() : done;
            });
        }

        private byte[] once() {
            if (failed != null) {
                throw failed;
            }
            try {
                done = process();
                return done;
            } catch (RuntimeException failure) {
                failed = failure;
                throw failure;
            }
        }

        private byte[] process() {
            prepared.accept(operation);
            return !part.last() ? operation.update(part.data())
                    : instead != null ? instead.apply(operation) : operation.finish(part.data());
        }

        @Override
        public void discard(byte[] out) {
            if (part.first()) {
                Arrays.fill(out, (byte) 0);
                operation.abandon();
            }
        }

        void giveUp() {
            if (operation != null) {
                operation.abandon();
            }
            if (done != null) {
                Arrays.fill(done, (byte) 0);
            }
        }
    }
}
