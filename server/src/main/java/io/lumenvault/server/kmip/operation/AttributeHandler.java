package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.payload.AttributeSelector;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ClientRules;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.Sensitivity;
import io.lumenvault.server.kmip.attribute.UsageAllocation;
import io.lumenvault.server.lifecycle.DateOrder;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.Vault;
import io.lumenvault.server.vault.VaultException;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/** What Add, Modify and Delete Attribute share: a change of one object's attributes, by the rules for clients. */
abstract class AttributeHandler<R extends RequestPayload> extends ObjectHandler<R> {

    AttributeHandler(Operation operation, Class<R> request, Vault vault) {
        super(operation, request, vault);
    }

    /**
     * Changes an object's attributes.
     *
     * @param edit is given the rules and the attributes, which it changes; what it returns is answered
     */
    final Attribute edit(Call call, UUID uid, AttributeName name, BiFunction<ClientRules, ObjectAttributes, Attribute> edit) {
        Attribute[] answered = new Attribute[1];
        try {
            change(call, uid, event -> event.with("attribute", name.text()), (object, now) -> decide(() -> {
                ObjectAttributes attributes = attributes(object);
                TemplateContent.requireKnown(call, attributes.objectType());
                answered[0] = edit.apply(new ClientRules(attributes, call.version(), now), attributes);
                if (attributes.objectType() != ObjectType.TEMPLATE) {
                    settle(attributes, name);
                }
                ObjectChange changed = attributes.toChange(object, now);
                DateOrder.checkChange(object.dates(), changed.dates());
                return changed;
            }));
        } catch (VaultException refused) {
            throw translated(call, refused);
        }
        return AttributeForm.answered(answered[0]);
    }

    /** What a Template says is settled for the objects made of it. */
    private static void settle(ObjectAttributes attributes, AttributeName name) {
        Sensitivity.revise(attributes);
        if (name == AttributeType.USAGE_LIMITS) {
            UsageAllocation.settle(attributes);
        }
    }

    /** KMIP 1.4 sections 11.15 and 11.16 call a Name that is taken an Illegal Operation. */
    private static RuntimeException translated(Call call, VaultException refused) {
        return refused.reason() == Reason.NON_UNIQUE_NAME_ATTRIBUTE && call.version().major() == 1
                ? new RecordedRefusal(new KmipException(ResultReason.ILLEGAL_OPERATION, refused.getMessage())) : refused;
    }

    /** The instances that a request selects; at least one. */
    static List<Attribute> selected(ObjectAttributes object, AttributeSelector selector) {
        List<Attribute> instances = object.instances(selector.name());
        List<Attribute> selected = switch (selector) {
            case AttributeSelector.AtIndex at -> instances.stream().filter(one -> one.indexOrZero() == at.index()).toList();
            case AttributeSelector.WithValue with ->
                    instances.stream().filter(one -> one.value().equals(with.attribute().value())).toList();
            case AttributeSelector.Named named -> instances;
        };
        if (selected.isEmpty()) {
            throw new KmipException(ResultReason.ATTRIBUTE_INSTANCE_NOT_FOUND,
                    "the object has no such instance of " + selector.name().text());
        }
        return selected;
    }

    /** A Name is unique also against the object's own names. */
    static void requireOtherValue(ObjectAttributes object, Attribute attribute, Call call) {
        if (attribute.name() == AttributeType.NAME
                && object.instances(AttributeType.NAME).stream().anyMatch(own -> own.value().equals(attribute.value()))) {
            throw new KmipException(call.reason(ResultReason.ILLEGAL_OPERATION, ResultReason.NON_UNIQUE_NAME_ATTRIBUTE),
                    "the object has this Name already");
        }
    }
}
