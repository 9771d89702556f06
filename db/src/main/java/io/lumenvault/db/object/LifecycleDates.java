package io.lumenvault.db.object;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/**
 * The dates of a managed object (KMIP 1.4 sections 3.23 to 3.31 and 3.38); null where not set.
 *
 * @param initial creation or registration
 * @param activation when the object becomes Active
 * @param processStart earliest use to process (decrypt, verify)
 * @param protectStop last use to protect (encrypt, sign)
 * @param deactivation when the object becomes Deactivated
 * @param compromiseOccurrence when a compromise is believed to have happened
 * @param compromise when it was reported
 * @param destroy when the material was destroyed
 * @param lastChange last change of material or metadata
 */
@Embeddable
public record LifecycleDates(
        @Column(name = "initial_date") Instant initial,
        @Column(name = "activation_date") Instant activation,
        @Column(name = "process_start_date") Instant processStart,
        @Column(name = "protect_stop_date") Instant protectStop,
        @Column(name = "deactivation_date") Instant deactivation,
        @Column(name = "compromise_occurrence_date") Instant compromiseOccurrence,
        @Column(name = "compromise_date") Instant compromise,
        @Column(name = "destroy_date") Instant destroy,
        @Column(name = "last_change_date") Instant lastChange) {

    /** Dates of an object made at {@code now}, all others unset. */
    public static LifecycleDates initial(Instant now) {
        return new LifecycleDates(now, null, null, null, null, null, null, null, now);
    }

    public LifecycleDates withInitial(Instant date) {
        return new LifecycleDates(date, activation, processStart, protectStop, deactivation, compromiseOccurrence, compromise,
                destroy, lastChange);
    }

    public LifecycleDates withActivation(Instant date) {
        return new LifecycleDates(initial, date, processStart, protectStop, deactivation, compromiseOccurrence, compromise,
                destroy, lastChange);
    }

    public LifecycleDates withProcessStart(Instant date) {
        return new LifecycleDates(initial, activation, date, protectStop, deactivation, compromiseOccurrence, compromise,
                destroy, lastChange);
    }

    public LifecycleDates withProtectStop(Instant date) {
        return new LifecycleDates(initial, activation, processStart, date, deactivation, compromiseOccurrence, compromise,
                destroy, lastChange);
    }

    public LifecycleDates withDeactivation(Instant date) {
        return new LifecycleDates(initial, activation, processStart, protectStop, date, compromiseOccurrence, compromise,
                destroy, lastChange);
    }

    public LifecycleDates withCompromise(Instant occurrence, Instant reported) {
        return new LifecycleDates(initial, activation, processStart, protectStop, deactivation, occurrence, reported,
                destroy, lastChange);
    }

    public LifecycleDates withDestroy(Instant date) {
        return new LifecycleDates(initial, activation, processStart, protectStop, deactivation, compromiseOccurrence,
                compromise, date, lastChange);
    }

    public LifecycleDates withLastChange(Instant date) {
        return new LifecycleDates(initial, activation, processStart, protectStop, deactivation, compromiseOccurrence,
                compromise, destroy, date);
    }
}
