package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.encoding.TreeEncoding;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds an answer against the one that a case expects. Every item must be there, in order, of the same type and value, and
 * none beside them; what follows is all that is tolerated (KMIP Profiles 1.4 section 4 and 2.1 section 4.1, "permitted
 * variations"):
 *
 * <ol>
 *   <li>A variable takes its value at first sight and has it at each later one; a date may be a minute off, since the server
 *       has its own clock.
 *   <li>Time Stamp, and the dates that a server sets by itself, may be any where the case prints one of another run.
 *   <li>Server Correlation Value and Result Message may have any value or none: both are the server's own words.
 *   <li>In the answer to Query the values are the server's own; of each kind asked for there must be some, and no other kind. Of the
 *       operations and object types that the case names there must be those that its profile needs or the server serves, {@link Features}.
 *   <li>The value and the digest of a key that the server has generated need only be as long; those of a registered one must match.
 *       Its Random Number Generator is the server's own.
 *   <li>Attributes, names of attributes and the identifiers that Locate finds may stand in any order.
 *   <li>Get Attributes and Get Attribute List without a list of names may name more attributes than the case has.
 *   <li>The random bytes of RNG Retrieve, and what Encrypt makes with a generated key, an IV of the server's own or OAEP, need only be
 *       as many; {@link Ciphertexts} shows that what is made of a generated key or OAEP decrypts.
 *   <li>What C_GetInfo of PKCS#11 says is the server's own; it must be as long.
 *   <li>The version in an answer is that of the request, also where a case prints another (KMIP 1.4 section 6.1).
 *   <li>What a server does with the seed of RNG Seed is its own choice: the cases have one that takes all of it, some, none, and one that
 *       refuses, {@link SeedAnswer} (KMIP 1.4 section 4.36, KMIP 2.1 section 6.1.50).
 * </ol>
 */
final class Comparison {

    /** Tolerance 3. */
    private static final Set<Tag> OWN_WORDS = Set.of(Tag.SERVER_CORRELATION_VALUE, Tag.RESULT_MESSAGE);
    /** Tolerance 2. */
    private static final Set<Tag> OWN_DATES = Set.of(Tag.TIME_STAMP, Tag.INITIAL_DATE, Tag.LAST_CHANGE_DATE,
            Tag.ORIGINAL_CREATION_DATE, Tag.DESTROY_DATE, Tag.COMPROMISE_DATE, Tag.ARCHIVE_DATE);
    private static final Set<String> OWN_DATE_NAMES = OWN_DATES.stream().map(Tag::text).collect(Collectors.toSet());
    /** Tolerance 6: structures whose items, and items whose runs, stand in any order. */
    private static final Set<Tag> SETS = Set.of(Tag.ATTRIBUTES, Tag.TEMPLATE_ATTRIBUTE);
    private static final Set<Tag> RUNS = Set.of(Tag.ATTRIBUTE, Tag.ATTRIBUTE_NAME, Tag.ATTRIBUTE_REFERENCE);

    /** Tolerance 5. */
    private static final Set<Tag> GENERATED = Set.of(Tag.DIGEST_VALUE, Tag.KEY_MATERIAL);

    /** Tolerance 8. */
    private static final Set<Tag> RANDOM = Set.of(Tag.DATA, Tag.IV_COUNTER_NONCE, Tag.AUTHENTICATED_ENCRYPTION_TAG);

    private final Placeholders placeholders;
    private final Bindings bindings;
    private final Instant now;
    private final Context context;
    private final Set<Item> needed;

    private record Context(Integer operation, boolean moreAllowed, boolean generatedKey, boolean random, String attribute) {

        static final Context NONE = new Context(null, false, false, false, null);

        boolean is(Operation wanted) {
            return operation != null && operation == wanted.code();
        }
    }

    private Comparison(Placeholders placeholders, Bindings bindings, Instant now, Context context, Set<Item> needed) {
        this.placeholders = placeholders;
        this.bindings = bindings;
        this.now = now;
        this.context = context;
        this.needed = needed;
    }

    /**
     * The first difference, or null; variables take their values.
     *
     * @param keys what is known of the keys of the case
     * @param needed the operations and object types that an answer to Query must name where the case does
     */
    static Difference compare(CaseFile.Step step, Structure answer, Placeholders placeholders, Bindings bindings, Instant now,
            CaseKeys keys, Set<Item> needed) {
        if (!answer.tag().equals(step.response().tag())) {
            return new Difference(answer.tag().xmlName(), "is the answer; expected is " + step.response().tag().xmlName());
        }
        List<Item> expected = step.response().items();
        List<Item> actual = answer.items();
        if (expected.size() != actual.size()) {
            return new Difference(answer.tag().xmlName(), "has " + (actual.size() - 1) + " batch items; expected are "
                    + (expected.size() - 1));
        }
        List<Item> requested = step.request().items();
        for (int i = 0; i < expected.size(); i++) {
            Context context = i < requested.size() ? context(requested.get(i), expected.get(i), actual.get(i), keys) : Context.NONE;
            String path = answer.tag().xmlName() + "/" + expected.get(i).tag().xmlName() + (i > 0 ? "[" + i + "]" : "");
            Comparison item = new Comparison(placeholders, bindings, now, context, needed);
            if (context.is(Operation.RNG_SEED) && SeedAnswer.isOneOf(requested.get(i), expected.get(i), actual.get(i))) {
                continue;
            }
            Difference difference = item.items(expected.get(i), actual.get(i), path);
            if (difference != null && (i > 0 || item.items(atVersionOf(step.request(), expected.get(i)), actual.get(i), path) != null)) {
                return difference;
            }
        }
        return null;
    }

    /** Tolerance 10. */
    private static Item atVersionOf(Structure request, Item header) {
        Item version = request.items().getFirst() instanceof Structure asked ? asked.first(Tag.PROTOCOL_VERSION) : null;
        return version == null || !(header instanceof Structure structure) ? header : new Structure(structure.tag(), structure.items()
                .stream().map(item -> item.tag().equals(Tag.PROTOCOL_VERSION) ? version : item).toList());
    }

    /** What the request of a batch item says about the answer to it. */
    private static Context context(Item requested, Item expected, Item answered, CaseKeys keys) {
        if (!(requested instanceof Structure item && item.first(Tag.OPERATION) instanceof Item.Enumeration operation)) {
            return Context.NONE;
        }
        Structure asked = item.first(Tag.REQUEST_PAYLOAD) instanceof Structure payload ? payload : Structure.of(Tag.REQUEST_PAYLOAD);
        boolean unlisted = asked.first(Tag.ATTRIBUTE_NAME) == null && asked.first(Tag.ATTRIBUTE_REFERENCE) == null;
        boolean lists = operation.value() == Operation.GET_ATTRIBUTES.code() || operation.value() == Operation.GET_ATTRIBUTE_LIST.code();
        String key = answered instanceof Structure answer && answer.first(Tag.RESPONSE_PAYLOAD) instanceof Structure payload
                && payload.first(Tag.UNIQUE_IDENTIFIER) instanceof Item.Text identifier ? identifier.value() : null;
        boolean generatedKey = key != null && keys.isGenerated(key);
        boolean ownIv = expected instanceof Structure answer
                && answer.first(Tag.RESPONSE_PAYLOAD) instanceof Structure payload && payload.first(Tag.IV_COUNTER_NONCE) != null;
        boolean padded = key != null
                && keys.oaep(key, CryptographicParameters.from(asked.first(Tag.CRYPTOGRAPHIC_PARAMETERS))) != null;
        boolean random = operation.value() == Operation.ENCRYPT.code() && (ownIv || generatedKey || padded)
                || operation.value() == Operation.RNG_RETRIEVE.code();
        return new Context(operation.value(), unlisted && lists, generatedKey, random, null);
    }

    private Comparison within(Context other, Bindings values) {
        return new Comparison(placeholders, values, now, other, needed);
    }

    private Difference items(Item expected, Item actual, String path) {
        if (!expected.tag().equals(actual.tag())) {
            return new Difference(path, "is " + actual.tag().xmlName() + "; expected is " + expected.tag().xmlName());
        }
        if (expected.type() != actual.type()) {
            return new Difference(path, "has type " + actual.type().xmlName() + "; expected is " + expected.type().xmlName());
        }
        if (expected instanceof Structure structure) {
            return structures(structure, (Structure) actual, path);
        }
        String variable = placeholders.variable(expected);
        if (variable != null) {
            String problem = bindings.accept(variable, actual, now);
            return problem == null ? null : new Difference(path, problem);
        }
        return expected.equals(actual) || ownValue(expected, actual) ? null
                : new Difference(path, "is " + shown(actual) + "; expected is " + shown(expected));
    }

    private boolean ownValue(Item expected, Item actual) {
        if (expected instanceof Item.DateTime) {
            return OWN_DATES.contains(expected.tag())
                    || expected.tag().equals(Tag.ATTRIBUTE_VALUE) && OWN_DATE_NAMES.contains(context.attribute);
        }
        boolean random = context.random && RANDOM.contains(expected.tag());
        boolean made = context.generatedKey && GENERATED.contains(expected.tag());
        boolean info = context.is(Operation.PKCS_11) && expected.tag().equals(Tag.PKCS_11_OUTPUT_PARAMETERS);
        return (random || made || info) && expected.valueLength() == actual.valueLength();
    }

    private Difference structures(Structure expected, Structure actual, String path) {
        if (context.is(Operation.QUERY) && expected.tag().equals(Tag.RESPONSE_PAYLOAD)) {
            return QueryAnswer.compare(expected, actual, needed, path);
        }
        List<Item> wanted = expected.items().stream().filter(item -> !OWN_WORDS.contains(item.tag())).toList();
        List<Item> given = actual.items().stream().filter(item -> !OWN_WORDS.contains(item.tag())).toList();
        if (context.generatedKey && (expected.tag().equals(Tag.RANDOM_NUMBER_GENERATOR)
                || expected.tag().equals(Tag.ATTRIBUTE_VALUE) && Tag.RANDOM_NUMBER_GENERATOR.text().equals(context.attribute))) {
            return null;
        }
        if (SETS.contains(expected.tag())) {
            return sets(wanted, given, path);
        }
        return ofAttribute(expected).sequences(wanted, given, path);
    }

    /** Inside an Attribute of 1.x the name tells what the value is. */
    private Comparison ofAttribute(Structure structure) {
        return structure.tag().equals(Tag.ATTRIBUTE) && structure.first(Tag.ATTRIBUTE_NAME) instanceof Item.Text name
                ? within(new Context(context.operation, context.moreAllowed, context.generatedKey, context.random,
                        name.value()), bindings) : this;
    }

    private Difference sequences(List<Item> wanted, List<Item> given, String path) {
        int at = 0;
        int i = 0;
        while (i < wanted.size()) {
            Tag tag = wanted.get(i).tag();
            boolean located = context.is(Operation.LOCATE) && tag.equals(Tag.UNIQUE_IDENTIFIER);
            if (RUNS.contains(tag) || located) {
                int end = runEnd(wanted, i, tag);
                int givenEnd = runEnd(given, at, tag);
                Difference difference = sets(wanted.subList(i, end), given.subList(at, givenEnd), path);
                if (difference != null) {
                    return difference;
                }
                i = end;
                at = givenEnd;
            } else {
                String inner = path + "/" + tag.xmlName();
                if (at == given.size()) {
                    return new Difference(inner, "is missing");
                }
                if (!given.get(at).tag().equals(tag)) {
                    return misplaced(wanted, given.get(at), inner, path);
                }
                Difference difference = items(wanted.get(i), given.get(at), inner);
                if (difference != null) {
                    return difference;
                }
                i++;
                at++;
            }
        }
        return at == given.size() ? null : new Difference(path + "/" + given.get(at).tag().xmlName(), "is there; the case has none");
    }

    private static Difference misplaced(List<Item> wanted, Item found, String inner, String path) {
        boolean later = wanted.stream().anyMatch(item -> item.tag().equals(found.tag()));
        return later ? new Difference(inner, "is missing; " + found.tag().xmlName() + " stands in its place")
                : new Difference(path + "/" + found.tag().xmlName(), "is there; the case has none");
    }

    private static int runEnd(List<Item> items, int from, Tag tag) {
        int end = from;
        while (end < items.size() && items.get(end).tag().equals(tag)) {
            end++;
        }
        return end;
    }

    /** Each wanted item has one of the given ones to itself. */
    private Difference sets(List<Item> wanted, List<Item> given, String path) {
        List<Item> left = new ArrayList<>(given);
        for (Item item : wanted) {
            Difference nearest = null;
            boolean found = false;
            for (int i = 0; i < left.size() && !found; i++) {
                if (!left.get(i).tag().equals(item.tag())) {
                    continue;
                }
                Bindings attempt = bindings.copy();
                Difference difference = within(context, attempt).items(item, left.get(i), path + "/" + label(item));
                if (difference == null) {
                    bindings.take(attempt);
                    left.remove(i);
                    found = true;
                } else if (Objects.equals(label(item), label(left.get(i)))) {
                    nearest = difference;
                }
            }
            if (!found) {
                return nearest != null ? nearest : new Difference(path + "/" + label(item), "is missing");
            }
        }
        return left.isEmpty() || context.moreAllowed ? null
                : new Difference(path + "/" + label(left.getFirst()), "is there; the case has none");
    }

    /** The name of an item in a path; an attribute of 1.x or of a vendor goes by its own name. */
    private static String label(Item item) {
        if (item instanceof Structure attribute && attribute.first(Tag.ATTRIBUTE_NAME) instanceof Item.Text name) {
            return "Attribute(" + name.value() + ")";
        }
        boolean names = item.tag().equals(Tag.ATTRIBUTE_NAME) || item.tag().equals(Tag.ATTRIBUTE_REFERENCE);
        return names && !(item instanceof Structure) ? item.tag().xmlName() + "(" + shown(item) + ")" : item.tag().xmlName();
    }

    /** The value of an item as text. */
    static String shown(Item item) {
        String line = TreeEncoding.write(item).strip();
        return line.substring(line.indexOf(' ', line.indexOf(' ') + 1) + 1);
    }
}
