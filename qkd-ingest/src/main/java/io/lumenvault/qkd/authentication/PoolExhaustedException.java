package io.lumenvault.qkd.authentication;

/**
 * No authentication key is left that both ends hold. The link cannot continue; it recovers when both ends are given a
 * new pre-shared secret file.
 */
public final class PoolExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PoolExhaustedException() {
        super("authentication key is exhausted; both ends need a new pre-shared secret");
    }
}
