package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of a case's variables. A variable takes its value where it is first seen in an answer, stands for it in later
 * requests, and must have it again in later answers. {@code $NOW}, with or without an offset in seconds, is the time of the step.
 * Some cases print a value in the answer and use a variable for it later: a variable without a value stands for the field of the
 * same tag in the last answer that had one.
 */
final class Bindings {

    /** How far a date may be from the moment that the case says. */
    static final Duration TOLERANCE = Duration.ofSeconds(60);

    private static final Pattern NOW = Pattern.compile("NOW([+-][0-9]+)?");

    private final Map<String, byte[]> values;
    private final Map<Tag, byte[]> last = new HashMap<>();

    Bindings() {
        this(Map.of());
    }

    private Bindings(Map<String, byte[]> values) {
        this.values = new HashMap<>(values);
    }

    /** The same variables, to try something with. */
    Bindings copy() {
        return new Bindings(values);
    }

    /** Takes note of the outputs in an answer. */
    void note(Structure answer) {
        for (Item item : answer.items()) {
            if (item instanceof Structure inner) {
                note(inner);
            } else if (item instanceof Item.Bytes bytes) {
                last.put(item.tag(), bytes.value());
            }
        }
    }

    void take(Bindings others) {
        values.putAll(others.values);
    }

    /**
     * The request with values in place of variables.
     *
     * @throws IllegalStateException where a variable has no value yet
     */
    Structure resolve(Structure request, Placeholders placeholders, Instant now) {
        List<Item> items = new ArrayList<>(request.items().size());
        for (Item item : request.items()) {
            String variable = placeholders.variable(item);
            items.add(variable != null ? value(item, variable, now)
                    : item instanceof Structure inner ? resolve(inner, placeholders, now) : item);
        }
        return new Structure(request.tag(), items);
    }

    private Item value(Item item, String variable, Instant now) {
        if (item instanceof Item.DateTime) {
            return Item.DateTime.of(item.tag(), moment(variable, now));
        }
        byte[] value = values.getOrDefault(variable, last.get(item.tag()));
        if (value == null) {
            throw new IllegalStateException("$" + variable + " has no value: no answer before has shown it");
        }
        return item instanceof Item.Text text ? new Item.Text(item.tag(), text.type(), value) : new Item.Bytes(item.tag(), value);
    }

    private static Instant moment(String variable, Instant now) {
        Matcher matcher = NOW.matcher(variable);
        if (!matcher.matches()) {
            throw new IllegalStateException("$" + variable + " stands for a date; only $NOW does");
        }
        return matcher.group(1) == null ? now : now.plusSeconds(Long.parseLong(matcher.group(1)));
    }

    /**
     * Holds what an answer has against a variable, which takes the value where it has none.
     *
     * @return what is wrong, or null
     */
    String accept(String variable, Item actual, Instant now) {
        if (actual instanceof Item.DateTime date) {
            Instant expected = moment(variable, now);
            return Duration.between(expected, date.instant()).abs().compareTo(TOLERANCE) <= 0 ? null
                    : "is " + date.instant() + "; $" + variable + " is " + expected + ", give or take " + TOLERANCE.toSeconds() + " s";
        }
        byte[] value = actual instanceof Item.Text text ? text.utf8() : ((Item.Bytes) actual).value();
        if (value.length == 0) {
            return "is empty; $" + variable + " is not";
        }
        byte[] bound = values.putIfAbsent(variable, value);
        return bound == null || java.util.Arrays.equals(bound, value) ? null
                : "is another value than $" + variable + " had before" + (actual instanceof Item.Text
                        ? ", which was \"" + new String(bound, StandardCharsets.UTF_8) + "\"" : "");
    }
}
