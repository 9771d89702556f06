package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ClientRules;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.time.Instant;
import java.util.List;

/**
 * What a Template holds (KMIP 1.4 section 2.2.6): attributes that a client may give new objects. They are kept beside the attributes that
 * the Template was given for itself, so that Get Attributes shows both and Modify Attribute changes what objects are made of from then on;
 * its own are not theirs. What Add Attribute adds later is meant for the objects.
 */
final class TemplateContent {

    private TemplateContent() {}

    /** Gives a new Template what the request that registers it says, of it and in it. */
    static void give(ObjectAttributes created, Attributes requested, ManagedObject.Template template, Call call, Instant now) {
        NewAttributes.requireNoTemplate(requested);
        if (template.attributes().isEmpty()) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the Template has no Attribute; it has at least one");
        }
        for (Attribute attribute : requested.list()) {
            if (attribute.name() == AttributeType.OBJECT_TYPE) {
                NewAttributes.requireSameType(created, attribute.value());
            } else {
                add(created, attribute, call, now);
            }
        }
        NewAttributes.require(created, AttributeType.NAME);
        take(created, template, call, now);
    }

    /**
     * Adds what is in the Template; what it has before is its own. Where both say something of an attribute of which there is one, the
     * content stands.
     *
     * @throws KmipException with Invalid Field for a Name (KMIP 1.4 section 11.4), and for what no client may give a new object
     */
    static void take(ObjectAttributes created, ManagedObject.Template template, Call call, Instant now) {
        created.ownSoFar();
        for (Attribute attribute : template.attributes()) {
            if (attribute.name() == AttributeType.NAME || attribute.name() == AttributeType.OBJECT_TYPE) {
                throw new KmipException(ResultReason.INVALID_FIELD, "a Template gives no " + attribute.name().text()
                        + " to objects; its own Name stands in the Template-Attribute");
            }
            if (!created.share(attribute.name(), attribute.value())) {
                add(created, attribute, call, now);
            }
        }
    }

    private static void add(ObjectAttributes created, Attribute attribute, Call call, Instant now) {
        new ClientRules(created, call.version(), now).requireGivenAtCreation(attribute);
        if (attribute.name().multipleInstances()) {
            created.add(attribute.name(), attribute.value());
        } else {
            created.set(attribute.name(), attribute.value());
        }
    }

    /** The attributes that objects made of the Template get. */
    static List<Attribute> of(ObjectAttributes template) {
        return template.content().stream().filter(TemplateContent::given).toList();
    }

    private static boolean given(Attribute attribute) {
        return attribute.name() != AttributeType.NAME
                && (!(attribute.name() instanceof AttributeType type) || type.clientMayGiveAtCreation());
    }

    /** Since 2.0 there are no Templates: one of a client's earlier requests is no object for its later ones. */
    static void requireKnown(Call call, ObjectType type) {
        if (!type.availableAt(call.version())) {
            throw new KmipException(ResultReason.INVALID_OBJECT_TYPE,
                    "the object is a " + type.text() + ", which version " + call.version() + " does not have");
        }
    }
}
