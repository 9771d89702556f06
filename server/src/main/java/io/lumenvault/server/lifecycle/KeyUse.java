package io.lumenvault.server.lifecycle;

import io.lumenvault.db.object.ManagedObject;
import java.time.Instant;

/** Whether a key may be used for a cryptographic operation at a moment (KMIP 1.4 sections 3.22, 3.25, 3.26; NIST SP 800-57 part 1 clause 7). */
public final class KeyUse {

    private KeyUse() {}

    /** To protect, for example to encrypt: Active, and before its Protect Stop Date. */
    public static void requireProtect(ManagedObject key, Instant now) {
        State state = Lifecycle.state(key, now);
        if (state != State.ACTIVE) {
            throw new WrongStateException("to protect, a key must be Active; this one is " + state.name());
        }
        Instant stop = key.dates().protectStop();
        if (stop != null && !stop.isAfter(now)) {
            throw new WrongStateException("the Protect Stop Date " + stop + " has come: the key protects nothing any more");
        }
    }

    /** To process what was protected before, for example to decrypt: from its Process Start Date on, and after its deactivation too. */
    public static void requireProcess(ManagedObject key, Instant now) {
        State state = Lifecycle.state(key, now);
        if (state != State.ACTIVE && state != State.DEACTIVATED && state != State.COMPROMISED) {
            throw new WrongStateException("to process, a key must be Active, Deactivated or Compromised; this one is " + state.name());
        }
        Instant start = key.dates().processStart();
        if (start != null && start.isAfter(now)) {
            throw new WrongStateException("the Process Start Date " + start + " has not come yet");
        }
    }
}
