package io.lumenvault.hsm;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach one PKCS#11 token.
 *
 * @param library    the PKCS#11 library, for example {@code /usr/lib/softhsm/libsofthsm2.so}
 * @param parameters what the library wants to be initialised with; empty for nothing. NSS softoken finds its folder by
 *                   {@code configdir='sql:/folder'}
 * @param tokenLabel the label of the token; its slot is found by this label (1 to 32 bytes of UTF-8, PKCS#11 v3.0 clause 3.2)
 * @param pin        where the user PIN is read, at each connection; while the token refuses it, once a second, to see whether it is another
 *                   one now
 * @param sessions   sessions in use at once, each on its own platform thread (1 to 256)
 * @param deadline   the longest that a caller waits for an answer, queueing included (10 ms to 10 min)
 * @param signingKey whether the audit signing key is made where the token lacks it
 */
public record HsmConfig(Path library, String parameters, String tokenLabel, PinSource pin, int sessions, Duration deadline,
        SigningKeyUse signingKey) {

    /** What happens to a token without audit signing key. */
    public enum SigningKeyUse {
        /** The key is made at the first connection: a token that stands alone. */
        MADE_IF_ABSENT,
        /** The token is used without: one of several, which get the key together. */
        USED_IF_PRESENT
    }

    private static final int MAX_SESSIONS = 256;
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** A token that stands alone, in a library without parameters. */
    public HsmConfig(Path library, String tokenLabel, PinSource pin, int sessions, Duration deadline) {
        this(library, "", tokenLabel, pin, sessions, deadline, SigningKeyUse.MADE_IF_ABSENT);
    }

    public HsmConfig {
        Objects.requireNonNull(library, "library");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(signingKey, "signingKey");
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

    /** The same token as one of several. */
    HsmConfig oneOfSeveral(Duration shareOfDeadline) {
        return new HsmConfig(library, parameters, tokenLabel, pin, sessions, shareOfDeadline, SigningKeyUse.USED_IF_PRESENT);
    }
}
