package io.lumenvault.db.object;

import java.util.List;
import java.util.Objects;

/**
 * The changeable metadata of an object, complete, as it shall be after a change.
 *
 * @param state KMIP State code
 * @param usageMask Cryptographic Usage Mask or null
 * @param dates lifecycle dates; initial and destroy date are not changed by it
 * @param fresh KMIP Fresh
 * @param attributes all other attributes, encoded
 * @param index searchable attributes, or null when they stay as they are
 */
public record ObjectChange(int state, Integer usageMask, LifecycleDates dates, boolean fresh, byte[] attributes,
        List<IndexEntry> index) {

    public ObjectChange {
        Objects.requireNonNull(dates, "dates");
        Objects.requireNonNull(attributes, "attributes");
    }

    /** The object as it is. */
    public static ObjectChange of(ManagedObject object) {
        return new ObjectChange(object.state(), object.cryptography().usageMask(), object.dates(), object.fresh(),
                object.attributes(), null);
    }

    public ObjectChange withState(int code) {
        return new ObjectChange(code, usageMask, dates, fresh, attributes, index);
    }

    public ObjectChange withUsageMask(Integer mask) {
        return new ObjectChange(state, mask, dates, fresh, attributes, index);
    }

    public ObjectChange withDates(LifecycleDates changed) {
        return new ObjectChange(state, usageMask, changed, fresh, attributes, index);
    }

    public ObjectChange withFresh(boolean changed) {
        return new ObjectChange(state, usageMask, dates, changed, attributes, index);
    }

    public ObjectChange withAttributes(byte[] encoded, List<IndexEntry> searchable) {
        return new ObjectChange(state, usageMask, dates, fresh, encoded, searchable);
    }
}
