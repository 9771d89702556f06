package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which value counts where a request and the Templates that it names say several (KMIP 1.4 section 4.2). */
class TemplatesTest {

    private static final Attribute SHORT = Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 128);
    private static final Attribute LONG = Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256);
    private static final Attribute BLUE = Attribute.of(AttributeType.OBJECT_GROUP, "blue");
    private static final Attribute RED = Attribute.of(AttributeType.OBJECT_GROUP, "red");

    @Test
    void requestsOwnValue_goesBeforeThatOfATemplate() {
        assertEquals(List.of(SHORT), Templates.joined(List.of(SHORT), List.of(List.of(LONG))));
    }

    @Test
    void laterTemplate_goesBeforeAnEarlierOne() {
        assertEquals(List.of(LONG), Templates.joined(List.of(), List.of(List.of(SHORT), List.of(LONG))));
    }

    @Test
    void allValues_count_ofAnAttributeThatCanHaveSeveral_eachOnce() {
        assertEquals(List.of(BLUE, RED), Templates.joined(List.of(BLUE), List.of(List.of(RED, BLUE), List.of(RED))));
    }

    @Test
    void valuesOfATemplate_areGivenWithoutTheirIndex() {
        Attribute second = new Attribute(AttributeType.OBJECT_GROUP, 1, BLUE.value());
        assertEquals(List.of(BLUE), Templates.joined(List.of(), List.of(List.of(second))));
    }
}
