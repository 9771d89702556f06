package io.lumenvault.server.vault;

import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Asks the database once a second which policy is in force, so that every node of it follows. */
public final class PolicyWatch implements AutoCloseable {

    /** The longest that a node goes on with a policy after another node has put the next one in force. */
    public static final long INTERVAL_MILLIS = 1000;

    private static final Logger LOG = Logger.getLogger(PolicyWatch.class);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("policy-watch").factory());
    private final Policies policies;
    /** The fault that was logged last; null for none. Used by the timer alone. */
    private String reported;

    public PolicyWatch(Policies policies) {
        this.policies = Objects.requireNonNull(policies, "policies");
    }

    /** Reads the policy in force, then watches. */
    public void start() {
        policies.refresh();
        timer.scheduleWithFixedDelay(this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            policies.refresh();
            reported = null;
        } catch (UnreadablePolicyException unreadable) {
            // Once, not every second, for as long as it stays so.
            if (!unreadable.getMessage().equals(reported)) {
                LOG.errorf("%s; this node goes on with the policy that it knows", unreadable.getMessage());
                reported = unreadable.getMessage();
            }
        } catch (RuntimeException failure) {
            // Without the database nothing is served either; the last known policy stays.
            LOG.debugf("the policy in force could not be read: %s", failure.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
