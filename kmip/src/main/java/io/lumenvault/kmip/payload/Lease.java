package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Tag;
import java.time.Instant;

/** How long a ticket holds: the Lease Time of Login is an Interval or a Date Time (2.1 section 6.1.30). */
public sealed interface Lease {

    /** A span from now on, in seconds. */
    record Span(long seconds) implements Lease {
    }

    /** Until a moment. */
    record Until(Instant moment) implements Lease {
    }

    /** The lease of a payload, or null where it states none. */
    static Lease read(Fields fields) {
        return switch (fields.item(Tag.LEASE_TIME)) {
            case null -> null;
            case Item.Interval span -> new Span(span.seconds());
            case Item.DateTime until -> new Until(until.instant());
            case Item other -> throw new KmipException(ResultReason.INVALID_MESSAGE,
                    "Lease Time has type " + other.type().xmlName() + "; expected Interval or DateTime");
        };
    }

    /** The item; null stays null. */
    static Item write(Lease lease) {
        return switch (lease) {
            case null -> null;
            case Span span -> new Item.Interval(Tag.LEASE_TIME, span.seconds());
            case Until until -> Item.DateTime.of(Tag.LEASE_TIME, until.moment());
        };
    }
}
