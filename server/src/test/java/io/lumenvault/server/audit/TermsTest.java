package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermsTest {

    private static final byte[] BODY = """
            {"client":"127.0.0.1","details":{"said":"Link-AB (down), 5/7: 'Zürich'."},"objects":["0f0e0d0c-0b0a-4908-8706-050403020100"],\
            "operation":"Get Attributes","time":"2026-01-02T03:04:05Z"}""".getBytes(StandardCharsets.UTF_8);

    @Test
    void words_areFoundWhole_andInTheirParts() {
        for (String text : List.of("link-ab", "LINK", "ab", "down", "zürich", "get attributes", "127.0.0.1", "5/7",
                "0F0E0D0C-0B0A-4908-8706-050403020100")) {
            assertTrue(Terms.has(BODY, Terms.wordsOf(text)), text);
        }
    }

    @Test
    void partsOfWords_times_andNamesOfMembers_areNotFound() {
        for (String text : List.of("lin", "dow", "said", "objects", "2026", "0f0e0d0c", "get-attributes", "down zurich")) {
            assertFalse(Terms.has(BODY, Terms.wordsOf(text)), text);
        }
    }

    @Test
    void textWithoutWords_hasNone() {
        assertEquals(List.of(), Terms.wordsOf(" -- ' \" ;"));
        assertEquals(List.of("a", "b-c"), Terms.wordsOf("A (b-c). a"));
    }
}
