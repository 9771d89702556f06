package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.ArrayList;
import java.util.List;

/** Answers with one thing changed. */
final class Changes {

    private static final long DAY = 86_400;

    private Changes() {
    }

    /** The structure once for each value in it, with that value changed. */
    static List<Structure> ofOneValue(Structure structure) {
        List<Structure> changed = new ArrayList<>();
        for (int i = 0; i < structure.items().size(); i++) {
            Item item = structure.items().get(i);
            List<? extends Item> others = item instanceof Structure inner ? ofOneValue(inner) : List.of(changed(item));
            for (Item other : others) {
                List<Item> items = new ArrayList<>(structure.items());
                items.set(i, other);
                changed.add(new Structure(structure.tag(), items));
            }
        }
        return changed;
    }

    private static Item changed(Item item) {
        return switch (item) {
            case Item.Int i -> new Item.Int(i.tag(), i.value() + 1);
            case Item.LongInt l -> new Item.LongInt(l.tag(), l.value() + 1);
            case Item.Enumeration e -> new Item.Enumeration(e.tag(), e.value() + 1);
            case Item.Bool b -> new Item.Bool(b.tag(), !b.value());
            case Item.Text t -> new Item.Text(t.tag(), t.type(), (t.value() + "x").getBytes());
            case Item.Bytes b -> new Item.Bytes(b.tag(), flipped(b.value()));
            case Item.BigInt b -> new Item.BigInt(b.tag(), flipped(b.twosComplement()));
            case Item.DateTime d -> new Item.DateTime(d.tag(), d.seconds() + DAY);
            case Item.Interval i -> new Item.Interval(i.tag(), i.seconds() + 1);
            case Item.DateTimeExtended d -> new Item.DateTimeExtended(d.tag(), d.micros() + 1);
            case Structure s -> throw new IllegalArgumentException("a structure");
        };
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] other = bytes.length == 0 ? new byte[1] : bytes.clone();
        other[0] ^= 1;
        return other;
    }

    /** True where what was changed stands for a variable in the case. */
    static boolean isOfAVariable(Structure expected, Structure answer, Structure changed, Placeholders placeholders) {
        for (int i = 0; i < answer.items().size(); i++) {
            if (!answer.items().get(i).equals(changed.items().get(i))) {
                return expected.items().get(i) instanceof Structure inner
                        ? isOfAVariable(inner, (Structure) answer.items().get(i), (Structure) changed.items().get(i), placeholders)
                        : placeholders.variable(expected.items().get(i)) != null;
            }
        }
        throw new IllegalArgumentException("nothing is changed");
    }

    static String tagOfChange(Structure answer, Structure changed) {
        for (int i = 0; i < answer.items().size(); i++) {
            if (!answer.items().get(i).equals(changed.items().get(i))) {
                return answer.items().get(i) instanceof Structure inner ? tagOfChange(inner, (Structure) changed.items().get(i))
                        : answer.items().get(i).tag().text();
            }
        }
        throw new IllegalArgumentException("nothing is changed");
    }

    /** The structure without the items that equal one in a Response Payload. */
    static Structure without(Structure structure, Item left) {
        return new Structure(structure.tag(), structure.items().stream()
                .filter(item -> !(structure.tag().equals(Tag.RESPONSE_PAYLOAD) && item.equals(left)))
                .map(item -> item instanceof Structure inner ? without(inner, left) : item).toList());
    }

    /** The structure with every item of the tag replaced. */
    static Structure replace(Structure structure, Tag tag, Item other) {
        return new Structure(structure.tag(), structure.items().stream().map(item -> item.tag().equals(tag) ? other
                : item instanceof Structure inner ? replace(inner, tag, other) : item).toList());
    }
}
