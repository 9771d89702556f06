package io.lumenvault.server.custody.rate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs two operations in turns of a second, each by so many callers at once, and counts. */
final class Turns {

    private static final long TURN_NANOS = 1_000_000_000L;
    private static final int WARM_UP_TURNS = 4;

    private Turns() {}

    /** An operation. */
    interface Operation {
        /** Does it once. */
        void once() throws Exception;
    }

    /** Makes a caller's operation, with a state of its own. */
    interface Maker {
        Operation make() throws Exception;
    }

    static Rates run(String name, int callers, int seconds, Maker custody, Maker bare) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Operation> ofCustody = operations(custody, callers);
            List<Operation> ofBare = operations(bare, callers);
            long custodyDone = 0;
            long bareDone = 0;
            for (int turn = -WARM_UP_TURNS; turn < seconds; turn++) {
                long one = turn(threads, ofCustody);
                long other = turn(threads, ofBare);
                if (turn >= 0) {
                    custodyDone += one;
                    bareDone += other;
                }
            }
            return new Rates(name, (double) custodyDone / seconds, (double) bareDone / seconds, custodyDone);
        }
    }

    private static List<Operation> operations(Maker maker, int callers) throws Exception {
        List<Operation> made = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            made.add(maker.make());
        }
        return made;
    }

    private static long turn(ExecutorService threads, List<Operation> operations) throws Exception {
        long end = System.nanoTime() + TURN_NANOS;
        List<Callable<Long>> loops = new ArrayList<>();
        for (Operation operation : operations) {
            loops.add(() -> {
                long done = 0;
                while (System.nanoTime() < end) {
                    operation.once();
                    done++;
                }
                return done;
            });
        }
        long sum = 0;
        for (Future<Long> loop : threads.invokeAll(loops)) {
            sum += loop.get();
        }
        return sum;
    }
}
