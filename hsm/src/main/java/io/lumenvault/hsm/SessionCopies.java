package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Copies of token keys as session objects (C_CopyObject, PKCS#11 v3.0 clause 5.7.2), for keys that are used thousands of times a second.
 * A copy is as sensitive and as little extractable as the key, and never leaves the token either; but a token need not look up, on
 * every use, whether somebody has changed the stored object meanwhile (SoftHSM2 reads its files for that, twice as long as it
 * encrypts). Where a token makes no copies, the key itself is used.
 */
final class SessionCopies {

    private static final System.Logger LOG = System.getLogger(SessionCopies.class.getName());

    private final Cryptoki cryptoki;
    private final long session;

    /** @param session lives as long as the copies are used: they die with it */
    SessionCopies(Cryptoki cryptoki, long session) {
        this.cryptoki = cryptoki;
        this.session = session;
    }

    /** A copy of the key for use, or the key itself where the token makes none. The caller holds {@link Cryptoki#objectCreation}. */
    long of(long key) {
        try (Arena arena = Arena.ofConfined()) {
            AttributeTemplate inSession = new AttributeTemplate().with(AttributeTemplate.CKA_TOKEN, false);
            MemorySegment handle = arena.allocate(JAVA_LONG);
            cryptoki.functions().call("C_CopyObject", 21, session, key, inSession.write(arena), (long) inSession.size(), handle);
            return handle.get(JAVA_LONG, 0);
        } catch (CryptokiException e) {
            LOG.log(System.Logger.Level.DEBUG, "the token makes no session copy of a key: " + e.getMessage());
            return key;
        }
    }

    /** Ends a copy whose key is gone; the key itself is left alone. The caller holds {@link Cryptoki#objectCreation}. */
    void end(long key, long copy) {
        if (copy == key) {
            return;
        }
        try {
            cryptoki.functions().call("C_DestroyObject", 22, session, copy);
        } catch (CryptokiException e) {
            if (!ReturnValue.isInvalidHandle(e.code())) {
                throw e;
            }
        }
    }
}
