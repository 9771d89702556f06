package io.lumenvault.server.lifecycle;

import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.Restrictions;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of an object without anybody asking, one duty after the other until none is due: each pass does one, and the next pass
 * comes seconds later, so what a key is deactivated for now and destroyed for then is its destruction.
 */
public final class DueCourse {

    private DueCourse() {}

    /** All that is due at {@code now}. */
    public static Set<Duty.Kind> of(GovernedObject object, Instant now) {
        Set<Duty.Kind> due = EnumSet.noneOf(Duty.Kind.class);
        Optional<GovernedObject> at = Optional.of(object);
        while (at.isPresent()) {
            GovernedObject governed = at.get();
            Optional<Duty.Kind> next = governed.duty(now).map(Duty::kind);
            next.ifPresent(due::add);
            at = next.flatMap(done -> after(governed, done, now));
        }
        return Collections.unmodifiableSet(due);
    }

    /** The object when that has been done; empty when nothing more can be due of it. */
    private static Optional<GovernedObject> after(GovernedObject governed, Duty.Kind done, Instant now) {
        ManagedObject object = governed.object();
        LifecycleDates dates = object.dates();
        Restrictions bound = object.restrictions();
        return switch (done) {
            case RELEASE -> Optional.of(governed.changed(object.changed(object.state(), dates, bound.withHold(null, null, null, null))));
            case ACTIVATE -> Optional.of(governed.changed(object.changed(State.ACTIVE.code(), dates, bound)));
            case DEACTIVATE -> Optional.of(governed.changed(object.changed(State.DEACTIVATED.code(),
                    governed.state(now) == State.ACTIVE ? Lifecycle.deactivate(object, now).dates() : dates, bound)));
            case ROTATE, DESTROY -> Optional.empty();
        };
    }
}
