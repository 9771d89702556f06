package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.AdjustmentType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.kmip.ttlv.Tag;
import java.math.BigInteger;

/** The arithmetic of Adjust Attribute (KMIP 2.1 sections 6.1.3 and 11.1). */
final class Adjustment {

    private static final BigInteger MOST_SECONDS = BigInteger.valueOf(0xFFFFFFFFL);

    private Adjustment() {}

    /**
     * The value after the adjustment.
     *
     * @param before the value now, or null for none: then 0, or false
     * @param by the Adjustment Value, or null for 1
     */
    static Item apply(AttributeName name, Item before, AdjustmentType how, Item by) {
        ItemType type = before != null ? before.type() : name instanceof AttributeType known ? known.valueType()
                : by == null ? ItemType.INTEGER : by.type();
        Tag tag = before != null ? before.tag() : name instanceof AttributeType known ? known.tag() : Tag.ATTRIBUTE_VALUE;
        if (type == ItemType.BOOLEAN) {
            return negated(name, tag, before, how);
        }
        BigInteger value = before == null ? BigInteger.ZERO : number(name, before);
        BigInteger step = by == null ? BigInteger.ONE : number(name, by);
        return item(name, type, tag, switch (how) {
            case INCREMENT -> value.add(step);
            case DECREMENT -> value.subtract(step);
            case NEGATE -> value.negate();
        });
    }

    private static Item negated(AttributeName name, Tag tag, Item before, AdjustmentType how) {
        if (how != AdjustmentType.NEGATE) {
            throw new KmipException(ResultReason.INVALID_DATA_TYPE, name.text() + " is a Boolean: it can be negated only");
        }
        return new Item.Bool(tag, before == null || !((Item.Bool) before).value());
    }

    private static BigInteger number(AttributeName name, Item item) {
        return switch (item) {
            case Item.Int number -> BigInteger.valueOf(number.value());
            case Item.LongInt number -> BigInteger.valueOf(number.value());
            case Item.Interval span -> BigInteger.valueOf(span.seconds());
            case Item.DateTime moment -> BigInteger.valueOf(moment.seconds());
            case Item.BigInt number -> new BigInteger(number.twosComplement());
            default -> throw new KmipException(ResultReason.INVALID_DATA_TYPE,
                    name.text() + " cannot be adjusted: " + item.type().xmlName() + " is no number");
        };
    }

    private static Item item(AttributeName name, ItemType type, Tag tag, BigInteger value) {
        try {
            return switch (type) {
                case INTEGER -> new Item.Int(tag, value.intValueExact());
                case LONG_INTEGER -> new Item.LongInt(tag, value.longValueExact());
                case DATE_TIME -> new Item.DateTime(tag, value.longValueExact());
                case BIG_INTEGER -> Item.BigInt.of(tag, value);
                case INTERVAL -> {
                    if (value.signum() < 0 || value.compareTo(MOST_SECONDS) > 0) {
                        throw new ArithmeticException("interval");
                    }
                    yield new Item.Interval(tag, value.longValueExact());
                }
                default -> throw new KmipException(ResultReason.INVALID_DATA_TYPE,
                        name.text() + " cannot be adjusted: " + type.xmlName() + " is no number");
            };
        } catch (ArithmeticException beyond) {
            throw new KmipException(ResultReason.NUMERIC_RANGE, name.text() + " would be " + value + ", which a " + type.xmlName()
                    + " cannot hold");
        }
    }
}
