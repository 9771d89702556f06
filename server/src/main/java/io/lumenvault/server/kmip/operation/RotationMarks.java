package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.time.Instant;

/** What two objects say of it that one has replaced the other, however that came about (KMIP 2.1 sections 4.48 to 4.52). */
final class RotationMarks {

    private RotationMarks() {}

    /** The replacement is the latest of its set. */
    static void latest(ObjectAttributes created, ObjectAttributes old, Instant now) {
        date(created, now);
        generation(created, generation(old) + 1);
        created.set(AttributeType.ROTATE_LATEST, true);
    }

    /** What is replaced is the latest no more, and is replaced once. */
    static void rotated(ObjectAttributes old, Instant now) {
        date(old, now);
        generation(old, generation(old));
        old.set(AttributeType.ROTATE_LATEST, false);
        if (!old.instances(AttributeType.ROTATE_AUTOMATIC).isEmpty()) {
            old.set(AttributeType.ROTATE_AUTOMATIC, false);
        }
    }

    private static int generation(ObjectAttributes object) {
        return object.instances(AttributeType.ROTATE_GENERATION).stream().map(attribute -> ((Item.Int) attribute.value()).value()).findFirst()
                .orElse(0);
    }

    private static void generation(ObjectAttributes object, int generation) {
        object.set(AttributeType.ROTATE_GENERATION, new Item.Int(AttributeType.ROTATE_GENERATION.tag(), generation));
    }

    private static void date(ObjectAttributes object, Instant now) {
        object.set(AttributeType.ROTATE_DATE, Item.DateTime.of(AttributeType.ROTATE_DATE.tag(), now));
    }
}
