package io.lumenvault.server.access;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time passwords by a counter (HOTP, RFC 4226) or by the time (TOTP, RFC 6238). A password is looked for among few factors: by a
 * counter from the next one on, so that passwords that were made and not used do no harm (RFC 4226 section 7.4); by the time at the present
 * step, the one before and the one after (RFC 6238 section 5.2).
 *
 * @param timeBased by the time, or else by a counter
 * @param mac JCA name of the HMAC
 * @param digits decimal digits of a password, from 6 to 8
 * @param intervalSeconds length of a time step
 */
public record OneTimePassword(boolean timeBased, String mac, int digits, int intervalSeconds) {

    public static final int FEWEST_DIGITS = 6;
    public static final int MOST_DIGITS = 8;
    public static final int USUAL_INTERVAL_SECONDS = 30;
    public static final int LONGEST_INTERVAL_SECONDS = 3600;
    /** Fewest bytes of a seed (RFC 4226 section 4, R6). */
    public static final int SHORTEST_SEED = 16;
    /** Most bytes of a seed: a block of HMAC-SHA-512; longer ones are hashed before use. */
    public static final int LONGEST_SEED = 128;

    private static final int COUNTERS = 10;
    private static final int STEPS_EITHER_WAY = 1;

    public OneTimePassword {
        Objects.requireNonNull(mac, "mac");
        if (digits < FEWEST_DIGITS || digits > MOST_DIGITS) {
            throw new IllegalArgumentException("one-time passwords of " + digits + " digits; " + FEWEST_DIGITS + " to " + MOST_DIGITS
                    + " are made");
        }
        if (intervalSeconds < 1 || intervalSeconds > LONGEST_INTERVAL_SECONDS) {
            throw new IllegalArgumentException("a time step of " + intervalSeconds + " s; 1 to " + LONGEST_INTERVAL_SECONDS + " are taken");
        }
    }

    /** @throws IllegalArgumentException where a seed of so many bytes is not taken */
    public static void requireSeed(int bytes) {
        if (bytes < SHORTEST_SEED || bytes > LONGEST_SEED) {
            throw new IllegalArgumentException("a seed of " + bytes + " bytes; " + SHORTEST_SEED + " to " + LONGEST_SEED + " are taken");
        }
    }

    /**
     * The counter or time step whose password this is. Every factor that may be is tried, so that the time taken tells nothing.
     *
     * @param next the lowest factor that is still good
     */
    public OptionalLong factor(byte[] seed, byte[] passwordUtf8, long next, Instant now) {
        long step = Math.floorDiv(now.getEpochSecond(), intervalSeconds);
        long first = timeBased ? step - STEPS_EITHER_WAY : next;
        long last = timeBased ? step + STEPS_EITHER_WAY : next + COUNTERS - 1;
        OptionalLong found = OptionalLong.empty();
        for (long factor = first; factor <= last; factor++) {
            byte[] password = password(seed, factor);
            if (MessageDigest.isEqual(password, passwordUtf8) && factor >= next) {
                found = OptionalLong.of(factor);
            }
            Arrays.fill(password, (byte) 0);
        }
        return found;
    }

    /** Whether this is the password of one of these factors; every one is tried, so that the time taken tells nothing. */
    public boolean isOneOf(byte[] seed, byte[] passwordUtf8, List<Long> factors) {
        boolean found = false;
        for (long factor : factors) {
            byte[] password = password(seed, factor);
            found |= MessageDigest.isEqual(password, passwordUtf8);
            Arrays.fill(password, (byte) 0);
        }
        return found;
    }

    /** The password of a factor, in ASCII (RFC 4226 section 5.3). */
    byte[] password(byte[] seed, long factor) {
        byte[] code = code(seed, factor);
        int offset = code[code.length - 1] & 0xF;
        int number = ByteBuffer.wrap(code).getInt(offset) & Integer.MAX_VALUE;
        Arrays.fill(code, (byte) 0);
        byte[] password = new byte[digits];
        for (int place = digits - 1; place >= 0; place--) {
            password[place] = (byte) ('0' + number % 10);
            number /= 10;
        }
        return password;
    }

    private byte[] code(byte[] seed, long factor) {
        try {
            Mac keyed = Mac.getInstance(mac);
            keyed.init(new SecretKeySpec(seed, mac));
            return keyed.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(factor).array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
