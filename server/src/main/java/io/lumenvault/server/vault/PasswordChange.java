package io.lumenvault.server.vault;

import java.util.Objects;

/**
 * What a user wants that changes its own password. Its arrays are the caller's, who wipes them.
 *
 * @param current what the user logs in by now
 * @param wanted the new password, in UTF-8
 */
public record PasswordChange(PresentedCredential current, byte[] wanted) {

    public PasswordChange {
        Objects.requireNonNull(current, "current");
        Objects.requireNonNull(wanted, "wanted");
    }

    @Override
    public String toString() {
        return "PasswordChange[" + current + "]";
    }
}
