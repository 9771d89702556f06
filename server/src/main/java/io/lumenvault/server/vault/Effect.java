package io.lumenvault.server.vault;

/** What a policy would do to an object that the policy in force does not. */
public enum Effect {
    ACTIVATE("would become Active now"),
    DEACTIVATE("would become Deactivated now"),
    DESTROY("would be destroyed now"),
    ROTATE("would be replaced by a new key now"),
    STOP_PROTECT("could no longer be used to protect"),
    STOP_PROCESS("could no longer be used or given out at all"),
    SHORTEN("would end sooner than now"),
    LENGTHEN("would end later than now"),
    FORBID_ALGORITHM("have an algorithm or length that could not be made any more"),
    GUARD_DESTROY("would need more or other approvals to be destroyed"),
    LOOSEN_DESTROY("would need fewer approvals to be destroyed"),
    GUARD_EXPORT("would need more or other approvals to be given out"),
    LOOSEN_EXPORT("would need fewer approvals to be given out"),
    DESTROY_UNASKED("would be destroyed by the node itself when their time is over, although a destruction that is asked for "
            + "needs approval");

    private final String text;

    Effect(String text) {
        this.text = text;
    }

    /** What becomes of the objects, after their number. */
    public String text() {
        return text;
    }
}
