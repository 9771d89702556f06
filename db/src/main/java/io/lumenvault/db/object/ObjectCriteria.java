package io.lumenvault.db.object;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What Locate looks for among one owner's objects; all conditions must hold, null or empty means no condition.
 *
 * @param owner the principal whose objects are searched
 * @param uids unique identifiers, any of
 * @param objectType KMIP Object Type code
 * @param states KMIP State codes at {@code now}, any of
 * @param algorithm KMIP Cryptographic Algorithm code
 * @param length Cryptographic Length in bits
 * @param usageMask all these Cryptographic Usage Mask bits are set
 * @param fresh KMIP Fresh
 * @param index values that must be among the searchable attributes
 * @param dates date conditions
 * @param includeDestroyed whether destroyed objects count
 * @param archived whether the material of those that are not destroyed lies in archival storage
 * @param now the moment at which states are judged
 * @param offset number of matches to skip
 * @param limit most matches to return
 * @param exceptType KMIP Object Type code of objects that are left out
 */
public record ObjectCriteria(String owner, List<UUID> uids, Integer objectType, List<Integer> states, Integer algorithm,
        Integer length, Integer usageMask, Boolean fresh, List<IndexEntry> index, List<DateRange> dates,
        boolean includeDestroyed, Boolean archived, Instant now, int offset, int limit, Integer exceptType) {

    /** Columns that may carry a date condition. */
    public enum DateColumn {
        INITIAL("initial_date"), ACTIVATION("activation_date"), PROCESS_START("process_start_date"),
        PROTECT_STOP("protect_stop_date"), DEACTIVATION("deactivation_date"),
        COMPROMISE_OCCURRENCE("compromise_occurrence_date"), COMPROMISE("compromise_date"), DESTROY("destroy_date"),
        ARCHIVE("archive_date"), LAST_CHANGE("last_change_date");

        final String column;

        DateColumn(String column) {
            this.column = column;
        }
    }

    /** A date between two instants, both included (KMIP 1.4 section 4.9); equal ends mean exactly that second. */
    public record DateRange(DateColumn column, Instant from, Instant to) {
        public DateRange {
            Objects.requireNonNull(column, "column");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    public ObjectCriteria {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(now, "now");
        uids = List.copyOf(uids);
        states = List.copyOf(states);
        index = List.copyOf(index);
        dates = List.copyOf(dates);
        if (offset < 0 || limit < 0) {
            throw new IllegalArgumentException("offset " + offset + " and limit " + limit + " must not be negative");
        }
    }

    /** Criteria that leave no type of object out. */
    public ObjectCriteria(String owner, List<UUID> uids, Integer objectType, List<Integer> states, Integer algorithm,
            Integer length, Integer usageMask, Boolean fresh, List<IndexEntry> index, List<DateRange> dates,
            boolean includeDestroyed, Boolean archived, Instant now, int offset, int limit) {
        this(owner, uids, objectType, states, algorithm, length, usageMask, fresh, index, dates, includeDestroyed, archived, now, offset,
                limit, null);
    }

    /** The same conditions for the first matches. */
    ObjectCriteria page(int size) {
        return new ObjectCriteria(owner, uids, objectType, states, algorithm, length, usageMask, fresh, index, dates,
                includeDestroyed, archived, now, 0, size, exceptType);
    }
}
