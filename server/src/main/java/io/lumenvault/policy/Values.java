package io.lumenvault.policy;

import io.lumenvault.ground.PlainText;
import io.lumenvault.kmip.spec.KmipEnumeration;
import io.lumenvault.kmip.spec.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads single values. Each throws {@link IllegalArgumentException} that says what was given and what is allowed. */
final class Values {

    private Values() {}

    static String text(String given) {
        if (!PlainText.is(given)) {
            throw new IllegalArgumentException("shall be a text of 1 to " + PlainText.LONGEST + " printable characters");
        }
        return given;
    }

    static String ruleId(String given) {
        if (!given.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            throw new IllegalArgumentException("'" + given + "' shall be 1 to 63 letters, digits, '.', '_' and '-'");
        }
        return given;
    }

    static long count(String given) {
        if (!given.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("'" + given + "' shall be a whole number from 0");
        }
        return Long.parseLong(given);
    }

    static int bits(String given) {
        if (!given.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("'" + given + "' shall be a number of bits from 1");
        }
        return Integer.parseInt(given);
    }

    static double errorRate(String given) {
        if (!given.matches("0?\\.[0-9]{1,9}|0|1")) {
            throw new IllegalArgumentException("'" + given + "' shall be a rate from 0 to 1, for example 0.08");
        }
        return Double.parseDouble(given);
    }

    static boolean flag(String given) {
        return oneOf("true", "false").apply(given).equals("true");
    }

    static Function<String, String> oneOf(String... allowed) {
        return given -> {
            if (!List.of(allowed).contains(given)) {
                throw new IllegalArgumentException("'" + given + "' shall be one of " + String.join(", ", allowed));
            }
            return given;
        };
    }

    /** A KMIP operation by its printed name, for example {@code Get Attributes}. */
    static String operation(String given) {
        return named(Operation.class, given).text();
    }

    /** The code of a KMIP enumeration value by its printed name, for example {@code Symmetric Key}. */
    static <E extends Enum<E> & KmipEnumeration> Function<String, Integer> code(Class<E> type) {
        return given -> named(type, given).code();
    }

    private static <E extends Enum<E> & KmipEnumeration> E named(Class<E> type, String given) {
        return Arrays.stream(type.getEnumConstants()).filter(value -> value.text().equals(given)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + given + "' shall be one of "
                        + Arrays.stream(type.getEnumConstants()).map(KmipEnumeration::text).collect(Collectors.joining(", "))));
    }
}
