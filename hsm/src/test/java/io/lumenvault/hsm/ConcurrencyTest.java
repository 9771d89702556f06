package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresToken
@ParameterizedClass
@EnumSource(TokenLibrary.class)
class ConcurrencyTest {

    private static final int THREADS = 16;
    private static final int ROUNDS = 200;
    private static final int NEW_GENERATIONS = 10;
    private static final int DESTROYED = 60;

    private final TokenLibrary library;
    private final Set<ByteBuffer> ivs = ConcurrentHashMap.newKeySet();

    ConcurrencyTest(TokenLibrary library) {
        this.library = library;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sealAndOpen_bySixteenThreadsWhileGenerationsAreMade_losesNothing(boolean virtual) throws Exception {
        TestToken token = library.token("concurrent-" + virtual);
        try (RootOfTrust hsm = token.open();
                ExecutorService threads = virtual ? Executors.newVirtualThreadPerTaskExecutor() : Executors.newFixedThreadPool(THREADS)) {
            hsm.createMasterKey();
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                byte marker = (byte) t;
                done.add(threads.submit(() -> sealAndOpen(hsm, marker)));
            }
            for (int i = 0; i < NEW_GENERATIONS; i++) {
                hsm.createMasterKey();
            }
            for (Future<?> future : done) {
                future.get();
            }
            assertEquals(1 + NEW_GENERATIONS, hsm.activeMasterKey().generation());
            assertEquals(THREADS * ROUNDS, ivs.size());
            assertTrue(hsm.health().epoch() == 1, hsm.health().toString());
        }
    }

    /** A handle that became invalid since its generation has just been destroyed is no sign that the token is gone. */
    @Test
    void destroyingGenerationsAndValues_whileTheTokenIsProbedAndRead_isNoLoss() throws Exception {
        try (RootOfTrust hsm = library.token("destroyed").open(); ExecutorService threads = Executors.newFixedThreadPool(2)) {
            hsm.createMasterKey();
            Epoch epoch = ((Pkcs11RootOfTrust) hsm).epoch();
            AtomicBoolean ended = new AtomicBoolean();
            Future<?> probing = threads.submit(() -> {
                while (!ended.get()) {
                    epoch.probe(Duration.ofSeconds(60));
                }
            });
            Future<?> reading = threads.submit(() -> {
                while (!ended.get()) {
                    hsm.data(GivenNumbers.LABEL);
                }
            });
            try {
                for (int i = 0; i < DESTROYED; i++) {
                    int old = hsm.activeMasterKey().generation();
                    hsm.createMasterKey();
                    hsm.destroyMasterKey(old);
                }
            } finally {
                ended.set(true);
            }
            probing.get();
            reading.get();
            assertEquals(1, hsm.health().epoch(), hsm.health().toString());
            assertEquals(1 + DESTROYED, hsm.activeMasterKey().generation());
        }
    }

    private void sealAndOpen(RootOfTrust hsm, byte marker) {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] plaintext = ByteBuffer.allocate(300).put(marker).putInt(i).array();
            int generation = hsm.activeMasterKey().generation();
            byte[] sealed = hsm.seal(generation, plaintext);
            ivs.add(ByteBuffer.wrap(sealed, 0, 12).slice());
            assertArrayEquals(plaintext, hsm.open(generation, sealed));
        }
    }
}
