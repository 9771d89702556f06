package io.lumenvault.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PatientAnswerTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void workThatIsDone_isAnsweredAsItIs() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PatientAnswer.begin(() -> Map.of("entries", 3), LONG).write(JSON, out);
        assertEquals("{\"entries\":3}", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void workThatGoesOn_isNeverSilent_andAnsweredInTheEnd() throws IOException {
        CountDownLatch heard = new CountDownLatch(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                heard.countDown();
            }
        };
        PatientAnswer.begin(() -> {
            awaited(heard);
            return Map.of("entries", 3);
        }, SHORT).write(JSON, out);
        String answer = out.toString(StandardCharsets.UTF_8);
        assertTrue(answer.startsWith(" "), answer);
        assertEquals(3, JSON.readTree(answer).path("entries").asInt());
    }

    @Test
    void workThatFailsSoon_fails() {
        assertEquals("no database", assertThrows(IllegalStateException.class, () -> PatientAnswer.begin(() -> {
            throw new IllegalStateException("no database");
        }, LONG)).getMessage());
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
