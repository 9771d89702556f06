package io.lumenvault.server.kmip.delivery;

import io.lumenvault.db.client.NotificationRow;
import io.lumenvault.db.client.NotificationRow.Values;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Link;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.payload.Notify;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The attributes of a Notify (KMIP 1.4 section 5.1, KMIP 2.1 section 6.2.2): those that a change changed, and the Last Change Date. */
final class ChangedAttributes {

    private static final List<DateColumn> DATES = List.of(
            new DateColumn("activation_date", AttributeType.ACTIVATION_DATE, values -> values.dates().activation()),
            new DateColumn("process_start_date", AttributeType.PROCESS_START_DATE, values -> values.dates().processStart()),
            new DateColumn("protect_stop_date", AttributeType.PROTECT_STOP_DATE, values -> values.dates().protectStop()),
            new DateColumn("deactivation_date", AttributeType.DEACTIVATION_DATE, values -> values.dates().deactivation()),
            new DateColumn("compromise_occurrence_date", AttributeType.COMPROMISE_OCCURRENCE_DATE,
                    values -> values.dates().compromiseOccurrence()),
            new DateColumn("compromise_date", AttributeType.COMPROMISE_DATE, values -> values.dates().compromise()),
            new DateColumn("destroy_date", AttributeType.DESTROY_DATE, values -> values.dates().destroy()),
            new DateColumn("archive_date", AttributeType.ARCHIVE_DATE, Values::archived));

    private record DateColumn(String column, AttributeType type, Function<Values, Instant> value) {}

    private ChangedAttributes() {}

    /** What tells the client of a change. */
    static Notify.Request notify(NotificationRow message) {
        Values values = message.values();
        List<Attribute> changed = new ArrayList<>();
        List<AttributeName> deleted = new ArrayList<>();
        if (values.changed().contains("state")) {
            changed.add(Attribute.of(AttributeType.STATE, Enumerations.find(State.class, values.state()).orElseThrow()));
        }
        for (DateColumn date : DATES) {
            if (values.changed().contains(date.column())) {
                Instant now = date.value().apply(values);
                if (now == null) {
                    deleted.add(date.type());
                } else {
                    changed.add(Attribute.of(date.type(), now));
                }
            }
        }
        if (values.replacedBy() != null && values.changed().contains("replaced_by")) {
            changed.add(Attribute.of(AttributeType.LINK,
                    new Link(LinkType.REPLACEMENT_OBJECT_LINK, UniqueIdentifier.of(values.replacedBy().toString()))));
        }
        changed.add(Attribute.of(AttributeType.LAST_CHANGE_DATE, values.dates().lastChange()));
        return new Notify.Request(message.object().toString(), changed, deleted);
    }
}
