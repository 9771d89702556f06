package io.lumenvault.qkd.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.authentication.KeyPool;
import io.lumenvault.qkd.distillation.LinkException;
import io.lumenvault.qkd.distillation.SequenceFile;
import io.lumenvault.qkd.ingest.EventLog;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class QkdModuleTest {
    /** What a session does, in the place of Alice or Bob. */
    private interface Session {
        void hold(KeyPool pool) throws IOException;
    }

    /** A module of given sessions, which stops after the last one. */
    private static final class Scripted extends QkdModule {
        private final Queue<Session> sessions;

        Scripted(ModuleConfig config, EventLog log, List<Session> sessions) throws Exception {
            super(config, Clock.systemUTC(), log);
            this.sessions = new ArrayDeque<>(sessions);
        }

        @Override
        void session(KeyPool pool, SequenceFile sequences) throws IOException {
            if (sessions.isEmpty()) {
                stop();
                throw new IOException("stopped");
            }
            sessions.remove().hold(pool);
        }
    }

    @TempDir
    Path folder;
    private TestLink link;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @BeforeEach
    void prepare() throws Exception {
        link = new TestLink(folder);
        // As short as may be: each of its pads is written off on disk.
        Files.write(folder.resolve("secret"), new byte[KeyPool.MINIMUM_SECRET_BYTES]);
    }

    @AfterEach
    void close() {
        link.close();
    }

    private Scripted run(Session... sessions) throws Exception {
        EventLog log = new EventLog(new PrintStream(told), Clock.systemUTC(), "alice-1");
        Scripted module = new Scripted(ModuleConfig.read(link.writeConfig("alice")), log, List.of(sessions));
        module.run();
        return module;
    }

    private long events(String text) {
        return told.toString().lines().filter(line -> line.endsWith(text)).count();
    }

    @Test
    void connectionThatEndsWithoutAWord_isPutIntoWordsAndTriedAgain() throws Exception {
        Session ends = pool -> {
            throw new EOFException();
        };
        run(ends, ends);
        assertEquals(1, events("no session: the peer closed a connection"), told::toString);
        assertEquals(1, events("stopped"), told::toString);
    }

    @Test
    void sessionThatEnded_leavesNoAuthenticationKeyInMemory() throws Exception {
        List<KeyPool> pools = new ArrayList<>();
        run(pool -> {
            pools.add(pool);
            assertEquals(Set.of(0L), pool.segments());
            throw new IOException("not reached");
        });
        assertEquals(Set.of(), pools.getFirst().segments());
    }

    private static Session lostWithPads(int left) {
        return pool -> {
            pool.propose(pool.segments());
            while (pool.remaining() > left * 16L) {
                pool.takeForSending();
            }
            throw new LinkException(LinkException.Cause.LOST, "classical channel lost: the peer closed it");
        };
    }

    private boolean alarmed() {
        return link.keyManagerA.statuses.stream().anyMatch(status -> status.path("alarm").asText().startsWith("authentication key is exhausted"));
    }

    /** Bob, who tags first, has the alarm of his own pool; Alice sees him leave. */
    @Test
    void peerThatLeavesWithoutKeyForAnotherSession_isTheAlarmOfTheExhaustedKey() throws Exception {
        run(lostWithPads(1));
        assertTrue(alarmed(), told::toString);
    }

    @Test
    void peerThatLeavesWithKeyLeft_isNoAlarm() throws Exception {
        run(lostWithPads(2));
        assertFalse(alarmed(), told::toString);
        assertEquals(1, events("session ended: classical channel lost: the peer closed it"), told::toString);
    }
}
