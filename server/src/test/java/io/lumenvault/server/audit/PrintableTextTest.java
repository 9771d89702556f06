package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrintableTextTest {

    @Test
    void controlCharacters_areWrittenAsEscapes() {
        assertEquals("a\\u0000b\\u000ac\\u001b[2J\\u0085", PrintableText.of("a\0b\nc\33[2J\u0085"));
    }

    @Test
    void otherText_isLeftAlone() {
        assertEquals("Schlüssel 'x-a' \\ \uD83D\uDD11", PrintableText.of("Schlüssel 'x-a' \\ \uD83D\uDD11"));
    }

    @Test
    void longText_isCut() {
        assertTrue(PrintableText.of("x".repeat(100_000)).length() < PrintableText.MOST + 10);
    }

    @Test
    void event_holdsReasonAndDetailsInThatForm() {
        AuditEvent event = new AuditEvent(Actor.system("test"), null, "kmip", "Get", Result.REFUSED, "no \0", null, List.of(),
                Map.of("name", "\r"));
        assertEquals("no \\u0000", event.reason());
        assertEquals("\\u000d", event.details().get("name"));
    }
}
