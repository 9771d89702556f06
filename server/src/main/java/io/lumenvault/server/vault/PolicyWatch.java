package io.lumenvault.server.vault;

import io.lumenvault.ground.BackgroundLoop;
import java.util.Objects;

/**
 * Asks the database once a second which policy is in force, so that every node of it follows. While that cannot be read the node goes
 * on with the policy that it knows, and says so in its own log.
 */
public final class PolicyWatch implements AutoCloseable {

    /** The longest that a node goes on with a policy after another node has put the next one in force. */
    public static final long INTERVAL_MILLIS = 1000;

    private final Policies policies;
    private final BackgroundLoop loop;

    public PolicyWatch(Policies policies) {
        this.policies = Objects.requireNonNull(policies, "policies");
        this.loop = new BackgroundLoop("policy-watch", policies::refresh);
    }

    /** Reads the policy in force, then watches. */
    public void start() {
        policies.refresh();
        loop.start(INTERVAL_MILLIS);
    }

    @Override
    public void close() {
        loop.close();
    }
}
