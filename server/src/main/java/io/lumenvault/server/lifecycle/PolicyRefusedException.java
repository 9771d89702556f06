package io.lumenvault.server.lifecycle;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A rule of the policy in force does not allow it. */
public final class PolicyRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long version;
    private final String rule;
    private final boolean state;
    private final Duration wait;

    /**
     * @param version the policy's version
     * @param rule the rule's identifier
     * @param state true when the object's time is over, false when it is the request that is not allowed
     */
    public PolicyRefusedException(long version, String rule, boolean state, String message) {
        this(version, rule, state, null, message);
    }

    private PolicyRefusedException(long version, String rule, boolean state, Duration wait, String message) {
        super(message + " (policy version " + version + ", rule " + rule + ")", null, false, false);
        this.version = version;
        this.rule = rule;
        this.state = state;
        this.wait = wait;
    }

    /** A quota is used up, which is a new one when {@code wait} is over. */
    public static PolicyRefusedException quota(long version, String rule, Duration wait, String message) {
        return new PolicyRefusedException(version, rule, false, Objects.requireNonNull(wait, "wait"), message);
    }

    public long version() {
        return version;
    }

    public String rule() {
        return rule;
    }

    /** Whether it is the object's time that is over. */
    public boolean byState() {
        return state;
    }

    /** How long it is until the rule allows as much again, where that is a matter of time. */
    public Optional<Duration> waiting() {
        return Optional.ofNullable(wait);
    }
}
