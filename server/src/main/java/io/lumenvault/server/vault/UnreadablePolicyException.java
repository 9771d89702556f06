package io.lumenvault.server.vault;

/** The document of the policy in force is missing, damaged or not the one that was applied. */
final class UnreadablePolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadablePolicyException(String message) {
        super(message);
    }
}
