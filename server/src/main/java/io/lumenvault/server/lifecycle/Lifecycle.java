package io.lumenvault.server.lifecycle;

import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The permitted state transitions and nothing else (KMIP 1.4 section 3.22; KMIP 2.1 section 4.57). A transition sets its date
 * whatever the Process Start and Protect Stop Dates say: they were plans, and a key must be revocable before its plans come true.
 */
public final class Lifecycle {

    private Lifecycle() {}

    /** The state of an object at {@code now}. */
    public static State state(ManagedObject object, Instant now) {
        return State.at(State.ofCode(object.state()), object.dates(), now);
    }

    /** The state that an object with these dates begins in: Active if its activation date has come, else Pre-Active. */
    public static State initial(LifecycleDates dates, Instant now) {
        return dates.compromise() != null ? State.COMPROMISED : State.at(State.PRE_ACTIVE, dates, now);
    }

    /** Activate: Pre-Active to Active. */
    public static ObjectChange activate(ManagedObject object, Instant now) {
        State state = state(object, now);
        if (state != State.PRE_ACTIVE) {
            throw new WrongStateException("Activate needs state Pre-Active; the object is " + name(state));
        }
        Instant deactivation = object.dates().deactivation();
        if (deactivation != null && !deactivation.isAfter(now)) {
            throw new WrongStateException("the Deactivation Date " + deactivation + " has come: the object cannot become Active");
        }
        return ObjectChange.of(object)
                .withState(State.ACTIVE.code())
                .withDates(object.dates().withActivation(wholeSeconds(now)).withLastChange(now));
    }

    /** Revoke with a reason other than compromise: Active to Deactivated. */
    public static ObjectChange deactivate(ManagedObject object, Instant now) {
        State state = state(object, now);
        if (state != State.ACTIVE) {
            throw new WrongStateException("Revoke for a reason other than compromise needs state Active; the object is "
                    + name(state));
        }
        return ObjectChange.of(object)
                .withState(State.DEACTIVATED.code())
                .withDates(object.dates().withDeactivation(wholeSeconds(now)).withLastChange(now));
    }

    /**
     * Revoke for compromise: to Compromised, or from Destroyed to Destroyed Compromised.
     *
     * @param occurrence when the compromise is believed to have happened
     */
    public static ObjectChange compromise(ManagedObject object, Instant occurrence, Instant now) {
        State state = state(object, now);
        if (state == State.COMPROMISED || state == State.DESTROYED_COMPROMISED) {
            throw new WrongStateException("the object is already " + name(state));
        }
        State next = state == State.DESTROYED ? State.DESTROYED_COMPROMISED : State.COMPROMISED;
        return ObjectChange.of(object)
                .withState(next.code())
                .withDates(object.dates().withCompromise(occurrence, now).withLastChange(now));
    }

    /** The state after Destroy; refused while the object is Active or when nothing is left to destroy. */
    public static State destroyed(ManagedObject object, Instant now) {
        State state = state(object, now);
        return switch (state) {
            case PRE_ACTIVE, DEACTIVATED -> State.DESTROYED;
            case COMPROMISED -> State.DESTROYED_COMPROMISED;
            case ACTIVE -> throw new WrongStateException("Destroy of an Active object is refused: revoke it first");
            case DESTROYED, DESTROYED_COMPROMISED -> throw new WrongStateException("the object is already " + name(state));
        };
    }

    /** KMIP dates have whole seconds; a finer one would be after a date that a client set to this very second. */
    private static Instant wholeSeconds(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** A state as KMIP prints it. */
    public static String name(State state) {
        return switch (state) {
            case PRE_ACTIVE -> "Pre-Active";
            case ACTIVE -> "Active";
            case DEACTIVATED -> "Deactivated";
            case COMPROMISED -> "Compromised";
            case DESTROYED -> "Destroyed";
            case DESTROYED_COMPROMISED -> "Destroyed Compromised";
        };
    }
}
