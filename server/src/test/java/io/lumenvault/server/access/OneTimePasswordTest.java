package io.lumenvault.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimePasswordTest {

    private static final String DIGITS = "1234567890";
    private static final OneTimePassword BY_COUNTER = new OneTimePassword(false, "HmacSHA1", 6, 30);
    private static final OneTimePassword BY_TIME = new OneTimePassword(true, "HmacSHA1", 6, 30);
    private static final Instant NOW = Instant.ofEpochSecond(30_000_010);
    private static final long STEP = 1_000_000;

    /** RFC 4226 appendix D. */
    @ParameterizedTest
    @CsvSource({"0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314", "5, 254676", "6, 287922", "7, 162583", "8, 399871",
            "9, 520489"})
    void password_ofACounter_isThatOfRfc4226(long counter, String expected) {
        assertEquals(expected, text(BY_COUNTER, 20, counter));
    }

    /** RFC 6238 appendix B: 8 digits, steps of 30 s, seeds as long as the hash. */
    @ParameterizedTest
    @CsvSource({"HmacSHA1, 20, 59, 94287082", "HmacSHA256, 32, 59, 46119246", "HmacSHA512, 64, 59, 90693936",
            "HmacSHA1, 20, 1111111109, 07081804", "HmacSHA256, 32, 20000000000, 77737706", "HmacSHA512, 64, 20000000000, 47863826"})
    void password_ofATime_isThatOfRfc6238(String mac, int seedBytes, long second, String expected) {
        assertEquals(expected, text(new OneTimePassword(true, mac, 8, 30), seedBytes, second / 30));
    }

    @Test
    void counter_isFoundFromTheNextOnwards_tenAhead_andNeverBehind() {
        assertEquals(OptionalLong.of(5), factor(BY_COUNTER, 5, 5));
        assertEquals(OptionalLong.of(14), factor(BY_COUNTER, 14, 5));
        assertEquals(OptionalLong.empty(), factor(BY_COUNTER, 15, 5));
        assertEquals(OptionalLong.empty(), factor(BY_COUNTER, 4, 5));
    }

    @Test
    void timeStep_isThePresentOne_orANeighbour_andNoneThatWasUsed() {
        assertEquals(OptionalLong.of(STEP - 1), factor(BY_TIME, STEP - 1, 0));
        assertEquals(OptionalLong.of(STEP + 1), factor(BY_TIME, STEP + 1, 0));
        assertEquals(OptionalLong.empty(), factor(BY_TIME, STEP - 2, 0));
        assertEquals(OptionalLong.empty(), factor(BY_TIME, STEP + 2, 0));
        assertEquals(OptionalLong.empty(), factor(BY_TIME, STEP, STEP + 1));
    }

    @Test
    void spentPassword_isTold_amongThoseThatWereUsed() {
        assertTrue(BY_COUNTER.isOneOf(seed(20), BY_COUNTER.password(seed(20), 4), List.of(7L, 4L, 9L)));
        assertFalse(BY_COUNTER.isOneOf(seed(20), BY_COUNTER.password(seed(20), 5), List.of(7L, 4L, 9L)));
        assertFalse(BY_COUNTER.isOneOf(seed(20), BY_COUNTER.password(seed(20), 5), List.of()));
    }

    @Test
    void digitsTimeStepsAndSeeds_outsideTheirBounds_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new OneTimePassword(true, "HmacSHA1", 5, 30));
        assertThrows(IllegalArgumentException.class, () -> new OneTimePassword(true, "HmacSHA1", 9, 30));
        assertThrows(IllegalArgumentException.class, () -> new OneTimePassword(true, "HmacSHA1", 6, 0));
        assertThrows(IllegalArgumentException.class, () -> OneTimePassword.requireSeed(15));
        assertThrows(IllegalArgumentException.class, () -> OneTimePassword.requireSeed(129));
    }

    private static OptionalLong factor(OneTimePassword made, long given, long next) {
        return made.factor(seed(20), made.password(seed(20), given), next, NOW);
    }

    private static String text(OneTimePassword made, int seedBytes, long factor) {
        return new String(made.password(seed(seedBytes), factor), StandardCharsets.US_ASCII);
    }

    private static byte[] seed(int bytes) {
        return DIGITS.repeat(7).substring(0, bytes).getBytes(StandardCharsets.US_ASCII);
    }
}
