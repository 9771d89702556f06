package io.lumenvault.hsm;

import java.security.GeneralSecurityException;

/** What one request does on a worker thread. */
@FunctionalInterface
interface Work<T> {
    T run(SessionCiphers ciphers) throws GeneralSecurityException;
}
