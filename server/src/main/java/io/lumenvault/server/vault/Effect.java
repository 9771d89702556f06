package io.lumenvault.server.vault;

/** What a policy would do to an object that the policy in force does not. */
public enum Effect {
    ACTIVATE("would become Active now"),
    DEACTIVATE("would become Deactivated now"),
    DESTROY("would be destroyed now"),
    ROTATE("would be replaced by a new key now"),
    STOP_PROTECT("could no longer be used to protect"),
    STOP_PROCESS("could no longer be used or given out at all"),
    SHORTEN("would end sooner than now, for one use at least"),
    LENGTHEN("would end later than now, for one use at least"),
    FORBID_ALGORITHM("have an algorithm or length that could not be made any more"),
    FORBID_OPERATION("would be refused some operations that are served now"),
    ALLOW_OPERATION("would be served some operations that are refused now"),
    ROTATE_OTHERWISE("would be replaced by new keys at other times, or with another overlap, than now"),
    RETAIN_SHORTER("would be destroyed by the node itself sooner after their time is over than now"),
    RETAIN_LONGER("would be destroyed by the node itself later after their time is over than now, or not at all"),
    UNDO_OTHERWISE("would have another time in which their destruction can be undone"),
    STORE_OTHERWISE("would be of another storage class if they were made anew"),
    QUOTA("would have other quotas"),
    GIVE_ONCE("would be given out once and no more"),
    DELETE_AFTER_SUPPLY("would be destroyed when they have been given out"),
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
