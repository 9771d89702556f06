package io.lumenvault.server.lifecycle;

/** A rule of the policy in force does not allow it. */
public final class PolicyRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long version;
    private final String rule;
    private final boolean state;

    /**
     * @param version the policy's version
     * @param rule the rule's identifier
     * @param state true when the object's time is over, false when it is the request that is not allowed
     */
    public PolicyRefusedException(long version, String rule, boolean state, String message) {
        super(message + " (policy version " + version + ", rule " + rule + ")", null, false, false);
        this.version = version;
        this.rule = rule;
        this.state = state;
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
}
