package io.lumenvault.server.access;

import java.util.Objects;
import java.util.Optional;

/** Whoever calls has not shown who it is. The message is for the caller. */
public final class AuthenticationException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String recorded;
    private final transient Principal holder;

    AuthenticationException(String message) {
        this(message, message, null);
    }

    /** @param recorded the reason as the audit log has it: nothing of what the credential says */
    AuthenticationException(String message, String recorded) {
        this(message, recorded, null);
    }

    /** @param holder whom the credential was good for once, as a principal without roles */
    AuthenticationException(String message, Principal holder) {
        this(message, message, holder);
    }

    private AuthenticationException(String message, String recorded, Principal holder) {
        super(message, null, false, false);
        this.recorded = Objects.requireNonNull(recorded, "recorded");
        this.holder = holder;
    }

    /** Why, without anything of what the credential says. */
    public String recorded() {
        return recorded;
    }

    /** Whom a credential was good for that is so no more. */
    public Optional<Principal> holder() {
        return Optional.ofNullable(holder);
    }
}
