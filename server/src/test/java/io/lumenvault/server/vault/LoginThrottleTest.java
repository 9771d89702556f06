package io.lumenvault.server.vault;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private static final List<String> USER = List.of("user");
    private static final int MOST = 10;

    private Instant now = Instant.EPOCH;
    private final LoginThrottle throttle = new LoginThrottle(((InstantSource) () -> now).withZone(ZoneOffset.UTC), MOST);

    @Test
    void tenthFailure_waitsAMinute_theNextTwiceAsLong() {
        fail(MOST - 1);
        assertFalse(throttle.waits(USER));
        fail(1);
        assertWaits(Duration.ofMinutes(1));
        fail(1);
        assertWaits(Duration.ofMinutes(2));
        fail(1);
        assertWaits(Duration.ofMinutes(4));
    }

    @Test
    void wait_isAnHourAtMost() {
        fail(MOST + 40);
        assertWaits(LoginThrottle.LONGEST_WAIT);
    }

    @Test
    void eachHourWithoutAFailure_takesOneOff() {
        fail(MOST - 1);
        now = now.plus(LoginThrottle.ONE_OFF_AFTER.multipliedBy(3)).plusSeconds(1);
        fail(3);
        assertFalse(throttle.waits(USER));
        fail(1);
        assertTrue(throttle.waits(USER));
    }

    @Test
    void failures_areCountedForEachNameByItself() {
        for (int i = 0; i < MOST; i++) {
            throttle.failed(List.of("user", "caller"));
        }
        assertTrue(throttle.waits(List.of("another", "user")));
        assertTrue(throttle.waits(List.of("caller", "another")));
        assertFalse(throttle.waits(List.of("another")));
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(USER);
        }
    }

    private void assertWaits(Duration wait) {
        now = now.plus(wait).minusMillis(1);
        assertTrue(throttle.waits(USER));
        now = now.plusMillis(1);
        assertFalse(throttle.waits(USER));
    }
}
