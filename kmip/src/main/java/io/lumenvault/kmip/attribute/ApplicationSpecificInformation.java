package io.lumenvault.kmip.attribute;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/**
 * The value of the Application Specific Information attribute (1.4 section 3.36, 2.1 section 4.4).
 *
 * @param data the application's data, or null to let the server make it
 */
public record ApplicationSpecificInformation(String namespace, String data) implements StructuredValue {

    private static final Layout LAYOUT = Layout.of("Application Specific Information",
            required(Tag.APPLICATION_NAMESPACE), optional(Tag.APPLICATION_DATA));

    public ApplicationSpecificInformation {
        Objects.requireNonNull(namespace, "namespace");
    }

    /** Reads the value of an Application Specific Information attribute. */
    public static ApplicationSpecificInformation from(Item item) {
        Fields fields = StructuredValue.fields(item, LAYOUT);
        return new ApplicationSpecificInformation(fields.text(Tag.APPLICATION_NAMESPACE),
                fields.text(Tag.APPLICATION_DATA));
    }

    @Override
    public Structure toStructure(Tag tag) {
        return StructuredValue.writer(LAYOUT, tag).text(Tag.APPLICATION_NAMESPACE, namespace)
                .text(Tag.APPLICATION_DATA, data).structure();
    }
}
