package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.AdjustmentType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Tag;
import org.junit.jupiter.api.Test;

class AdjustmentTest {

    @Test
    void apply_numbersAndBooleans() {
        Item three = new Item.Int(Tag.CRYPTOGRAPHIC_LENGTH, 3);
        assertEquals(new Item.Int(Tag.CRYPTOGRAPHIC_LENGTH, 5),
                apply(three, AdjustmentType.INCREMENT, new Item.Int(Tag.ADJUSTMENT_VALUE, 2)));
        assertEquals(new Item.Int(Tag.CRYPTOGRAPHIC_LENGTH, 2), apply(three, AdjustmentType.DECREMENT, null));
        assertEquals(new Item.Int(Tag.CRYPTOGRAPHIC_LENGTH, -3), apply(three, AdjustmentType.NEGATE, null));
        assertEquals(new Item.Interval(Tag.ROTATE_INTERVAL, 60), Adjustment.apply(AttributeType.ROTATE_INTERVAL, null,
                AdjustmentType.INCREMENT, new Item.Interval(Tag.ADJUSTMENT_VALUE, 60)));
        assertEquals(new Item.Bool(Tag.ROTATE_AUTOMATIC, true),
                Adjustment.apply(AttributeType.ROTATE_AUTOMATIC, null, AdjustmentType.NEGATE, null));
    }

    @Test
    void apply_beyondTheTypeOrOfOtherTypes_isRefused() {
        refused(ResultReason.NUMERIC_RANGE, new Item.Int(Tag.CRYPTOGRAPHIC_LENGTH, Integer.MAX_VALUE), AdjustmentType.INCREMENT);
        refused(ResultReason.NUMERIC_RANGE, new Item.Interval(Tag.ROTATE_INTERVAL, 0), AdjustmentType.DECREMENT);
        refused(ResultReason.INVALID_DATA_TYPE, Item.Text.of(Tag.COMMENT, "text"), AdjustmentType.INCREMENT);
        refused(ResultReason.INVALID_DATA_TYPE, new Item.Bool(Tag.SENSITIVE, true), AdjustmentType.INCREMENT);
    }

    private static Item apply(Item before, AdjustmentType how, Item by) {
        return Adjustment.apply(AttributeType.CRYPTOGRAPHIC_LENGTH, before, how, by);
    }

    private static void refused(ResultReason reason, Item before, AdjustmentType how) {
        assertEquals(reason, assertThrows(KmipException.class, () -> apply(before, how, null)).reason());
    }
}
