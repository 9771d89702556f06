package io.lumenvault.server.vault;

import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.lifecycle.NodeClock;
import io.lumenvault.server.lifecycle.approval.Justification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Looks at the system clock every second against the steady counter, and records each step; an officer may confirm it. */
public final class ClockWatch {

    /** A clock that stands still steps back at every look; of such steps one a minute is recorded. */
    private static final Duration SAME_STEP = Duration.ofSeconds(2);
    private static final int LOOKS_A_MINUTE = 60;

    private final NodeClock clock;
    private final Door door;
    private final AuditLog audit;
    private Duration seen = Duration.ZERO;
    private Duration recorded = Duration.ZERO;
    private int looksSinceRecord;

    public ClockWatch(NodeClock clock, Door door, AuditLog audit) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.door = Objects.requireNonNull(door, "door");
        this.audit = Objects.requireNonNull(audit, "audit");
    }

    /**
     * How the clock stands.
     *
     * @param ahead by how much the system clock is ahead of the time that has passed since it was last confirmed; negative: behind
     * @param paused whether automatic destruction waits
     */
    public record Standing(Duration ahead, boolean paused) {}

    /** How the clock stands now. */
    public Standing standing() {
        return new Standing(clock.ahead(), !clock.mayDestroy());
    }

    /** One look. @return whether a step was recorded */
    public synchronized boolean look() {
        Duration ahead = clock.ahead();
        boolean stepped = ahead.minus(seen).abs().compareTo(SAME_STEP) >= 0;
        boolean drifted = ahead.minus(recorded).abs().compareTo(NodeClock.TOLERANCE) > 0;
        looksSinceRecord++;
        seen = ahead;
        if (!drifted || !stepped && !recorded.isZero() && looksSinceRecord < LOOKS_A_MINUTE) {
            return false;
        }
        audit.append(AuditEvent.system("clock", "Clock Step", Result.SERVED, null, Map.of(
                "step_ms", Long.toString(ahead.minus(recorded).toMillis()), "ahead_ms", Long.toString(ahead.toMillis()),
                "automatic_destruction", clock.mayDestroy() ? "allowed" : "paused")));
        recorded = ahead.abs().compareTo(NodeClock.TOLERANCE) <= 0 ? Duration.ZERO : ahead;
        looksSinceRecord = 0;
        return true;
    }

    /** Takes the system clock for true, on the word of an officer. */
    public synchronized Standing confirm(AccessRequest request, Justification why) {
        return door.pass(request, List.of(), () -> {
            AuditEvent event = request.served().with("ahead_ms", Long.toString(clock.ahead().toMillis()))
                    .with("reason", why.reason().text()).with("ticket", why.ticket());
            door.commit(event, session -> null);
            clock.confirm();
            seen = Duration.ZERO;
            recorded = Duration.ZERO;
            return standing();
        });
    }
}
