package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The answers that a case expects, with a value for each variable: what a server without fault would send. */
final class FaithfulAnswers {

    private FaithfulAnswers() {
    }

    static Structure answer(Structure expected, Placeholders placeholders, Instant now) {
        List<Item> items = expected.items().stream().map(item -> {
            String variable = placeholders.variable(item);
            return variable != null ? value(item, variable, now)
                    : item instanceof Structure inner ? answer(inner, placeholders, now) : item;
        }).toList();
        return new Structure(expected.tag(), items);
    }

    private static Item value(Item item, String variable, Instant now) {
        byte[] bytes = ("value of " + variable).getBytes(StandardCharsets.UTF_8);
        return switch (item) {
            case Item.Text text -> new Item.Text(text.tag(), text.type(), bytes);
            case Item.DateTime date -> Item.DateTime.of(date.tag(),
                    variable.equals("NOW") ? now : now.plusSeconds(Long.parseLong(variable.substring("NOW".length()))));
            default -> new Item.Bytes(item.tag(), bytes);
        };
    }
}
