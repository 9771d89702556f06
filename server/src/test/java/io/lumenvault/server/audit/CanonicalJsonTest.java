package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void members_areSortedByUtf16CodeUnits() {
        // The key order of the example in RFC 8785 section 3.2.3.
        Map<String, String> object = new LinkedHashMap<>();
        object.put("\u20ac", "Euro Sign");
        object.put("\r", "Carriage Return");
        object.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
        object.put("1", "One");
        object.put("\ud83d\ude00", "Emoji: Grinning Face");
        object.put("\u0080", "Control");
        object.put("\u00f6", "Latin Small Letter O With Diaeresis");
        assertEquals("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
                CanonicalJson.write(object));
    }

    @Test
    void strings_escapeOnlyWhatTheyMust() {
        // RFC 8785 section 3.2.2.2.
        assertEquals("{\"s\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
                CanonicalJson.write(Map.of("s", "\u20ac$\u000f\nA'B\"\\\\\"/")));
    }

    @Test
    void lists_keepTheirOrder() {
        assertEquals("{\"l\":[\"b\",\"a\"]}", CanonicalJson.write(Map.of("l", List.of("b", "a"))));
    }

    @Test
    void otherValues_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.write(Map.of("n", 1.5)));
    }
}
