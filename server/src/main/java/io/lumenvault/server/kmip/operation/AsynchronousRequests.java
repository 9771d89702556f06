package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.spec.CancellationResult;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProcessingStage;
import io.lumenvault.kmip.spec.ResultReason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Operations that are answered before they are carried out (KMIP 1.4 section 6.7, KMIP 2.1 section 9.4), each its principal's alone.
 * They are in this node's memory: a principal has {@link #MOST_OF_ONE} of them at most, an answer waits {@link #KEPT} to be fetched,
 * and a node that starts anew knows none; what was carried out by then is in the audit log.
 */
public final class AsynchronousRequests {

    /** Requests of one principal at a time. */
    public static final int MOST_OF_ONE = 32;
    /** Bytes of one principal's answers that wait at a time. */
    static final int MOST_BYTES_OF_ONE = 4 << 20;
    /** How long an answer is kept. */
    public static final Duration KEPT = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<ByteBuffer, Entry> entries = new ConcurrentHashMap<>();

    AsynchronousRequests(InstantSource clock) {
        this.clock = clock;
    }

    /** One operation. */
    public static final class Entry {

        private final String owner;
        private final byte[] correlation;
        private final Operation operation;
        private final Instant submitted;
        private final CountDownLatch done = new CountDownLatch(1);
        private ResponseBatchItem answer;
        private long bytes;
        private AnswerRoom room;

        private Entry(String owner, byte[] correlation, Operation operation, Instant submitted) {
            this.owner = owner;
            this.correlation = correlation;
            this.operation = operation;
            this.submitted = submitted;
        }

        /** Its Asynchronous Correlation Value. */
        public byte[] correlation() {
            return correlation.clone();
        }

        private synchronized void finish(ResponseBatchItem given, long size, AnswerRoom taken) {
            answer = given;
            bytes = size;
            room = taken;
            done.countDown();
        }

        private synchronized long bytes() {
            return bytes;
        }

        Operation operation() {
            return operation;
        }

        Instant submitted() {
            return submitted;
        }

        synchronized ProcessingStage stage() {
            return answer == null ? ProcessingStage.IN_PROCESS : ProcessingStage.COMPLETED;
        }

        /** The answer, or null while there is none. */
        synchronized ResponseBatchItem answer() {
            return answer;
        }

        /** Waits for the answer. @return false where it takes longer */
        boolean await(Duration longest) {
            try {
                return done.await(longest.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /** Wipes the answer, and gives back the room that it takes. */
        synchronized void drop() {
            if (answer != null && answer.payload() != null) {
                answer.payload().wipe();
            }
            if (room != null) {
                room.close();
            }
        }
    }

    /** Takes on an operation. @param correlation random, and the caller's to keep secret */
    public synchronized Entry begin(String owner, byte[] correlation, Operation operation) {
        if (of(owner).size() >= MOST_OF_ONE) {
            throw new KmipException(ResultReason.GENERAL_FAILURE, "'" + owner + "' has " + MOST_OF_ONE
                    + " asynchronous requests; poll or cancel some first");
        }
        Entry entry = new Entry(owner, correlation.clone(), operation, clock.instant());
        entries.put(ByteBuffer.wrap(entry.correlation), entry);
        return entry;
    }

    /**
     * Keeps the answer to an operation until it is fetched, cancelled, or too old.
     *
     * @param answer shares nothing with the request
     * @param refusal what is kept in its place where the principal's answers that wait leave no place for it
     * @param room what the answer takes, given back when it is gone
     */
    public synchronized void finish(Entry entry, ResponseBatchItem answer, Function<KmipException, ResponseBatchItem> refusal, AnswerRoom room) {
        long bytes = answer.payload() == null ? 0 : answer.payload().encodedLength();
        long waiting = of(entry.owner).stream().mapToLong(Entry::bytes).sum();
        if (bytes == 0 || waiting + bytes <= MOST_BYTES_OF_ONE) {
            entry.finish(answer, bytes, room);
            return;
        }
        answer.payload().wipe();
        room.close();
        entry.finish(refusal.apply(new KmipException(ResultReason.RESPONSE_TOO_LARGE, "the response has " + bytes + " bytes; with those of '"
                + entry.owner + "' that wait to be polled for it would be more than " + MOST_BYTES_OF_ONE)), 0, null);
    }

    /** Wipes the answers that nobody has fetched in time. */
    void forgetExpired() {
        Instant oldest = clock.instant().minus(KEPT);
        entries.values().removeIf(entry -> {
            boolean old = entry.answer() != null && entry.submitted.isBefore(oldest);
            if (old) {
                entry.drop();
            }
            return old;
        });
    }

    /** A principal's operations. */
    List<Entry> of(String owner) {
        return entries.values().stream().filter(entry -> entry.owner.equals(owner)).toList();
    }

    /** A principal's operation. @throws KmipException where it has none of that value */
    Entry find(String owner, byte[] correlation) {
        Entry entry = entries.get(ByteBuffer.wrap(correlation));
        if (entry == null || !entry.owner.equals(owner)) {
            throw new KmipException(ResultReason.INVALID_ASYNCHRONOUS_CORRELATION_VALUE,
                    "no asynchronous request of '" + owner + "' has this Asynchronous Correlation Value");
        }
        return entry;
    }

    /** Forgets an operation whose answer is fetched. */
    void fetched(Entry entry) {
        entries.remove(ByteBuffer.wrap(entry.correlation));
    }

    /** Gives up the answer of an operation that is done; one that is being carried out goes on. */
    CancellationResult cancel(Entry entry) {
        if (entry.answer() == null) {
            return CancellationResult.UNABLE_TO_CANCEL;
        }
        fetched(entry);
        entry.drop();
        return CancellationResult.COMPLETED;
    }
}
