package io.lumenvault.server.lifecycle;

import io.lumenvault.db.object.LifecycleDates;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The orders of dates that a client may set (KMIP 1.4 sections 3.24 to 3.27). Dates that Activate and Revoke set are facts,
 * and are not held against plans that they have overtaken.
 */
public final class DateOrder {

    private static final Date ACTIVATION = new Date("Activation Date", LifecycleDates::activation);
    private static final Date PROCESS_START = new Date("Process Start Date", LifecycleDates::processStart);
    private static final Date PROTECT_STOP = new Date("Protect Stop Date", LifecycleDates::protectStop);
    private static final Date DEACTIVATION = new Date("Deactivation Date", LifecycleDates::deactivation);

    private static final List<Pair> PAIRS = List.of(new Pair(ACTIVATION, DEACTIVATION), new Pair(ACTIVATION, PROTECT_STOP),
            new Pair(ACTIVATION, PROCESS_START), new Pair(PROTECT_STOP, DEACTIVATION), new Pair(PROCESS_START, DEACTIVATION));

    private DateOrder() {}

    /**
     * Refuses dates of a new object that are in no possible order.
     *
     * @throws WrongStateException naming both dates
     */
    public static void check(LifecycleDates dates) {
        PAIRS.forEach(pair -> pair.check(dates));
    }

    /**
     * Refuses a client's change of dates to an impossible order. Pairs that the change leaves alone are not judged: an edit of
     * something else must not fail because the object was revoked ahead of its plan.
     *
     * @throws WrongStateException naming both dates
     */
    public static void checkChange(LifecycleDates before, LifecycleDates after) {
        PAIRS.stream().filter(pair -> pair.differs(before, after)).forEach(pair -> pair.check(after));
    }

    private record Date(String name, Function<LifecycleDates, Instant> value) {

        private boolean differs(LifecycleDates before, LifecycleDates after) {
            return !Objects.equals(value.apply(before), value.apply(after));
        }
    }

    private record Pair(Date earlier, Date later) {

        private boolean differs(LifecycleDates before, LifecycleDates after) {
            return earlier.differs(before, after) || later.differs(before, after);
        }

        private void check(LifecycleDates dates) {
            Instant first = earlier.value.apply(dates);
            Instant second = later.value.apply(dates);
            if (first != null && second != null && first.isAfter(second)) {
                throw new WrongStateException(earlier.name + " " + first + " is after " + later.name + " " + second);
            }
        }
    }
}
