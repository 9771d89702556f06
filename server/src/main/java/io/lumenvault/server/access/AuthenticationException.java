package io.lumenvault.server.access;

import java.util.Optional;

/** Whoever calls has not shown who it is. The message is for the caller. */
public final class AuthenticationException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Principal holder;

    AuthenticationException(String message) {
        this(message, null);
    }

    /** @param holder whom the credential was good for once, as a principal without roles */
    AuthenticationException(String message, Principal holder) {
        super(message, null, false, false);
        this.holder = holder;
    }

    /** Whom a credential was good for that is so no more. */
    public Optional<Principal> holder() {
        return Optional.ofNullable(holder);
    }
}
