package io.lumenvault.server.kmip;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.operation.AnswerRoom;
import java.util.concurrent.Semaphore;

/**
 * The memory that long answers of all connections share. A short request can ask for a long answer, a thousand times the largest object for
 * example. Answers up to {@link MessageMemory#FREE} bytes take none of it.
 *
 * <p>An answer takes its memory item by item, since nobody knows its length before, and never waits for it: answers that wait for each
 * other would hold what they have for ever.
 */
final class AnswerMemory {

    /** Longest answer: many of the largest objects; with what is around them, as much as this project's client takes. */
    private static final int LONGEST = 15 << 20;

    private final Semaphore bytes;
    private final int all;

    /** @param bytes what all long answers together may hold */
    AnswerMemory(int bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("memory of " + bytes + " bytes for answers");
        }
        this.all = bytes;
        this.bytes = new Semaphore(bytes);
    }

    /** The share of one answer, to be closed when it has been sent or given up. @param copies how much each of its bytes takes */
    AnswerRoom share(int copies) {
        return new Share(copies);
    }

    private final class Share implements AnswerRoom {

        private final int copies;
        private int taken;
        private int expected;
        private int held;

        private Share(int copies) {
            this.copies = copies;
        }

        @Override
        public synchronized void expect(long next) {
            int before = taken - expected;
            require(before + next);
            taken = (int) (before + next);
            expected = (int) next;
        }

        @Override
        public synchronized void answered(long item) {
            long more = Math.max(0, item - expected);
            require(taken + more);
            taken += (int) more;
            expected -= (int) Math.min(item, expected);
        }

        private void require(long wanted) {
            int most = Math.min(LONGEST, all / copies);
            if (wanted > most) {
                throw new KmipException(ResultReason.RESPONSE_TOO_LARGE, "the response is larger than " + most + " bytes");
            }
            int needed = wanted <= MessageMemory.FREE ? 0 : (int) wanted * copies;
            if (needed > held && !bytes.tryAcquire(needed - held)) {
                throw new KmipException(ResultReason.GENERAL_FAILURE, "too many long responses are being made; there is no room for one of "
                        + wanted + " bytes now");
            }
            held = Math.max(held, needed);
        }

        @Override
        public AnswerRoom another() {
            return new Share(copies);
        }

        @Override
        public synchronized void close() {
            bytes.release(held);
            held = 0;
        }
    }
}
