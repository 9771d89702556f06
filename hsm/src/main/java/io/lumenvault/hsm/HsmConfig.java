package io.lumenvault.hsm;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach one PKCS#11 token.
 *
 * @param library    the PKCS#11 library, for example {@code /usr/lib/softhsm/libsofthsm2.so}
 * @param tokenLabel the label of the token; its slot is found by this label (1 to 32 bytes of UTF-8, PKCS#11 v3.0 clause 3.2)
 * @param pin        where the user PIN is read, once at each connection
 * @param sessions   sessions in use at once, each on its own platform thread (1 to 256)
 * @param deadline   the longest that a caller waits for an answer, queueing included (10 ms to 10 min)
 */
public record HsmConfig(Path library, String tokenLabel, PinSource pin, int sessions, Duration deadline) {

    private static final int MAX_SESSIONS = 256;
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    public HsmConfig {
        Objects.requireNonNull(library, "library");
        Objects.requireNonNull(tokenLabel, "tokenLabel");
        Objects.requireNonNull(pin, "pin");
        Objects.requireNonNull(deadline, "deadline");
        checkLabel(tokenLabel);
        if (sessions < 1 || sessions > MAX_SESSIONS) {
            throw new IllegalArgumentException("sessions is " + sessions + "; allowed are 1 to " + MAX_SESSIONS);
        }
        if (deadline.compareTo(SHORTEST) < 0 || deadline.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("deadline is " + deadline + "; allowed are " + SHORTEST + " to " + LONGEST);
        }
    }

    static void checkLabel(String label) {
        int bytes = label.getBytes(StandardCharsets.UTF_8).length;
        if (label.isBlank() || bytes > TokenInfo.LABEL_BYTES || !label.equals(label.strip())) {
            throw new IllegalArgumentException("token label \"" + label + "\" has " + bytes
                    + " bytes; allowed are 1 to " + TokenInfo.LABEL_BYTES + " bytes of UTF-8 without blanks at its ends");
        }
    }
}
