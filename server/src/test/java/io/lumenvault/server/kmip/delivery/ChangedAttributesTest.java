package io.lumenvault.server.kmip.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.db.client.NotificationRow;
import io.lumenvault.db.client.NotificationRow.Kind;
import io.lumenvault.db.client.NotificationRow.Values;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Link;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.payload.Notify;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangedAttributesTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final UUID OBJECT = new UUID(1, 2);
    private static final Attribute LAST_CHANGE = Attribute.of(AttributeType.LAST_CHANGE_DATE, NOW);

    private static Notify.Request notify(Set<String> changed, LifecycleDates dates, UUID replacedBy) {
        return ChangedAttributes.notify(new NotificationRow(1, "p", Kind.NOTIFY, OBJECT, null,
                new Values(changed, State.DEACTIVATED.code(), dates, null, replacedBy), 0, Duration.ZERO, NOW));
    }

    @Test
    void changedColumns_areTheAttributes_withTheLastChangeDate() {
        assertEquals(new Notify.Request(OBJECT.toString(), List.of(Attribute.of(AttributeType.STATE, State.DEACTIVATED),
                        Attribute.of(AttributeType.DEACTIVATION_DATE, NOW), LAST_CHANGE), List.of()),
                notify(Set.of("state", "deactivation_date"), LifecycleDates.initial(NOW).withDeactivation(NOW), null));
    }

    @Test
    void dateThatIsGone_isADeletedAttribute() {
        assertEquals(new Notify.Request(OBJECT.toString(), List.of(LAST_CHANGE), List.of(AttributeType.ARCHIVE_DATE)),
                notify(Set.of("archive_date"), LifecycleDates.initial(NOW), null));
    }

    @Test
    void replacement_isALink() {
        UUID by = new UUID(3, 4);
        assertEquals(List.of(Attribute.of(AttributeType.LINK, new Link(LinkType.REPLACEMENT_OBJECT_LINK,
                UniqueIdentifier.of(by.toString()))), LAST_CHANGE), notify(Set.of("replaced_by"), LifecycleDates.initial(NOW), by).changed());
    }

    @Test
    void changeWithoutAnAttributeOfItsOwn_isTheLastChangeDate() {
        assertEquals(List.of(LAST_CHANGE), notify(Set.of(), LifecycleDates.initial(NOW), null).changed());
    }

    @Test
    void pausesAfterRefusals_grow_toTenMinutes() {
        assertEquals(List.of(1L, 2L, 4L, 512L, 600L), List.of(0, 1, 2, 9, 10).stream()
                .map(Attempts::after).map(Duration::toSeconds).toList());
        assertEquals(Duration.ofMinutes(10), Attempts.after(Integer.MAX_VALUE));
    }
}
