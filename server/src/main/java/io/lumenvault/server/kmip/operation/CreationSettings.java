package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.payload.Constraints;
import io.lumenvault.kmip.payload.DefaultsInformation;
import io.lumenvault.kmip.payload.Payloads;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.SetConstraints;
import io.lumenvault.kmip.payload.SetDefaults;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import io.lumenvault.server.kmip.attribute.ClientRules;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.ClientSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a principal has set for the objects that it makes: defaults for attributes that a request leaves out (KMIP 2.1 section 6.1.53),
 * and constraints that each new object must meet (section 6.1.52). They are of the principal's own objects only.
 */
public final class CreationSettings {

    private static final String DEFAULTS = "defaults";
    private static final String CONSTRAINTS = "constraints";

    private final ClientSettings settings;

    CreationSettings(ClientSettings settings) {
        this.settings = settings;
    }

    /** Replaces the caller's defaults. */
    void set(AccessRequest request, SetDefaults.Request defaults) {
        settings.set(request, DEFAULTS, defaults.defaults() == null ? null : encoded(defaults));
    }

    /** Replaces the caller's constraints. */
    void set(AccessRequest request, SetConstraints.Request constraints) {
        settings.set(request, CONSTRAINTS, constraints.constraints().list().isEmpty() ? null : encoded(constraints));
    }

    /** A principal's defaults; empty where it has none. */
    Optional<DefaultsInformation> defaults(String owner) {
        return settings.of(owner, DEFAULTS).map(bytes -> (SetDefaults.Request) decoded(Operation.SET_DEFAULTS, bytes))
                .map(SetDefaults.Request::defaults);
    }

    /** A principal's constraints. */
    Constraints constraints(String owner) {
        return settings.of(owner, CONSTRAINTS).map(bytes -> (SetConstraints.Request) decoded(Operation.SET_CONSTRAINTS, bytes))
                .map(SetConstraints.Request::constraints).orElse(new Constraints(List.of()));
    }

    /** The default attributes for an object of a type and of groups, less those that the request gives. */
    List<Attribute> missing(String owner, ObjectType type, List<Attribute> given) {
        List<String> groups = groups(given);
        return defaults(owner).map(DefaultsInformation::list).orElse(List.of()).stream()
                .filter(defaults -> covers(defaults.objectTypes(), type) && meets(defaults.objectGroups(), groups))
                .flatMap(defaults -> defaults.attributes().list().stream())
                .filter(attribute -> ClientRules.suits(type, attribute))
                .filter(attribute -> given.stream().noneMatch(own -> own.name().equals(attribute.name())))
                .toList();
    }

    /** Refuses a new object that does not meet a constraint: an attribute that one names must have one of the values that it names. */
    void require(String owner, ObjectAttributes created) {
        for (Constraints.Constraint constraint : constraints(owner).list()) {
            if (covers(constraint.objectTypes(), created.objectType())
                    && meets(constraint.objectGroups(), groups(created.instances(AttributeType.OBJECT_GROUP)))) {
                constraint.attributes().list().stream().collect(Collectors.groupingBy(Attribute::name))
                        .forEach((name, allowed) -> require(created, name, allowed));
            }
        }
    }

    private static void require(ObjectAttributes created, AttributeName name, List<Attribute> allowed) {
        boolean met = created.instances(name).stream().anyMatch(own -> allowed.stream().anyMatch(one -> within(own, one.value())));
        if (!met) {
            throw new KmipException(ResultReason.CONSTRAINT_VIOLATION, "a constraint on " + name.text() + " is not met");
        }
    }

    /** A usage mask may hold less than the constraint's. */
    private static boolean within(Attribute own, Item allowed) {
        if (own.name() == AttributeType.CRYPTOGRAPHIC_USAGE_MASK) {
            return (((Item.Int) own.value()).value() & ~((Item.Int) allowed).value()) == 0;
        }
        return own.value().equals(allowed);
    }

    private static boolean covers(List<ObjectType> types, ObjectType type) {
        return types.isEmpty() || types.contains(type);
    }

    private static boolean meets(List<String> wanted, List<String> groups) {
        return wanted.isEmpty() || groups.stream().anyMatch(wanted::contains);
    }

    private static List<String> groups(List<Attribute> attributes) {
        return attributes.stream().filter(one -> one.name() == AttributeType.OBJECT_GROUP)
                .map(one -> ((Item.Text) one.value()).value()).toList();
    }

    private static byte[] encoded(RequestPayload payload) {
        return TtlvWriter.write(payload.toStructure(ProtocolVersion.V2_1));
    }

    private static RequestPayload decoded(Operation operation, byte[] bytes) {
        return Payloads.readRequest(operation, TtlvReader.readStructure(bytes), ProtocolVersion.V2_1);
    }
}
