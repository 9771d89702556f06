package io.lumenvault.hsm;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Seals and openings a second of 300-byte records, by callers on platform and on virtual threads. Run by hand, with
 * SOFTHSM2_CONF set to {@code FOLDER/softhsm2.conf}: {@code java -cp target/classes:target/test-classes io.lumenvault.hsm.HsmBench}.
 */
final class HsmBench {

    private static final int RECORD_BYTES = 300;
    private static final int CALLS = 40_000;

    private HsmBench() {
    }

    public static void main(String[] arguments) {
        try (RootOfTrust hsm = TestToken.create("bench").open()) {
            hsm.createMasterKey();
            byte[] record = new byte[RECORD_BYTES];
            byte[] sealed = hsm.seal(1, record);
            for (int callers : new int[] {1, 1, 2, 8, 32}) {
                for (boolean virtual : new boolean[] {false, true}) {
                    double seals = rate(callers, virtual, () -> hsm.seal(1, record));
                    double openings = rate(callers, virtual, () -> hsm.open(1, sealed));
                    System.out.printf("%2d %s callers: %6.0f seals/s %6.0f openings/s%n", callers,
                            virtual ? "virtual " : "platform", seals, openings);
                }
            }
        }
    }

    private static double rate(int callers, boolean virtual, Runnable call) {
        long start = System.nanoTime();
        try (ExecutorService threads = virtual ? Executors.newVirtualThreadPerTaskExecutor() : Executors.newFixedThreadPool(callers)) {
            for (int i = 0; i < callers; i++) {
                threads.submit(() -> {
                    for (int k = 0; k < CALLS / callers; k++) {
                        call.run();
                    }
                });
            }
        }
        return CALLS / ((System.nanoTime() - start) / 1e9);
    }
}
