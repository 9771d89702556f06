package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.Name;
import io.lumenvault.kmip.payload.Certify;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.CreateKeyPair;
import io.lumenvault.kmip.payload.CreateSplitKey;
import io.lumenvault.kmip.payload.DeriveKey;
import io.lumenvault.kmip.payload.JoinSplitKey;
import io.lumenvault.kmip.payload.ReCertify;
import io.lumenvault.kmip.payload.ReKey;
import io.lumenvault.kmip.payload.ReKeyKeyPair;
import io.lumenvault.kmip.payload.Register;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.Search;
import io.lumenvault.server.vault.Vault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Templates that a Template-Attribute names (KMIP 1.4 sections 2.1.8 and 2.2.6): their attributes take the place of their names before an
 * operation is served. Of an attribute that can have several values all count; of any other, what the request itself says goes before what
 * a Template says, and a later Template before an earlier one (section 4.2).
 */
final class Templates {

    private static final int MOST_NAMED = 16;

    private final Vault vault;

    Templates(Vault vault) {
        this.vault = vault;
    }

    /**
     * The request without names of Templates. Each half of a key pair has its own first, and then those of both.
     *
     * @throws KmipException with Item Not Found for one that the caller does not have, Object Archived for one that is archived
     */
    RequestPayload applied(Call call, RequestPayload asked) {
        return switch (asked) {
            case Create.Request r when names(r.attributes()) ->
                new Create.Request(r.objectType(), all(call, r.attributes()), r.protectionStorageMasks());
            case Register.Request r when names(r.attributes()) ->
                new Register.Request(all(call, r.attributes()), r.object(), r.protectionStorageMasks());
            case DeriveKey.Request r when names(r.attributes()) ->
                new DeriveKey.Request(r.objectType(), r.from(), r.method(), r.parameters(), all(call, r.attributes()));
            case ReKey.Request r when names(r.attributes()) ->
                new ReKey.Request(r.uniqueIdentifier(), r.offset(), all(call, r.attributes()), r.protectionStorageMasks());
            case Certify.Request r when names(r.attributes()) ->
                new Certify.Request(r.uniqueIdentifier(), r.requestType(), r.request(), all(call, r.attributes()), r.protectionStorageMasks());
            case ReCertify.Request r when names(r.attributes()) ->
                new ReCertify.Request(r.uniqueIdentifier(), r.requestIdentifier(), r.requestType(), r.request(), r.offset(),
                        all(call, r.attributes()), r.protectionStorageMasks());
            case CreateSplitKey.Request r when names(r.attributes()) ->
                new CreateSplitKey.Request(r.objectType(), r.uniqueIdentifier(), r.parts(), r.threshold(), r.method(), r.primeFieldSize(),
                        all(call, r.attributes()), r.protectionStorageMasks());
            case JoinSplitKey.Request r when names(r.attributes()) ->
                new JoinSplitKey.Request(r.objectType(), r.parts(), r.secretDataType(), all(call, r.attributes()), r.protectionStorageMasks());
            case CreateKeyPair.Request r when names(r.common(), r.privateKey(), r.publicKey()) ->
                new CreateKeyPair.Request(all(call, r.common()), all(call, r.privateKey()), all(call, r.publicKey()), r.commonStorage(),
                        r.privateKeyStorage(), r.publicKeyStorage());
            case ReKeyKeyPair.Request r when names(r.common(), r.privateKey(), r.publicKey()) ->
                new ReKeyKeyPair.Request(r.privateKeyUniqueIdentifier(), r.offset(), all(call, r.common()), all(call, r.privateKey()),
                        all(call, r.publicKey()), r.commonStorage(), r.privateKeyStorage(), r.publicKeyStorage());
            default -> asked;
        };
    }

    private static boolean names(Attributes... some) {
        return List.of(some).stream().anyMatch(one -> !one.templates().isEmpty());
    }

    private Attributes all(Call call, Attributes requested) {
        if (requested.templates().size() > MOST_NAMED) {
            throw new KmipException(ResultReason.INVALID_FIELD, requested.templates().size() + " Templates are named; there are at most "
                    + MOST_NAMED);
        }
        List<List<Attribute>> contents = requested.templates().stream().map(name -> content(call, name)).toList();
        return Attributes.of(joined(requested.list(), contents));
    }

    /** What is asked for, and what Templates add to it. */
    static List<Attribute> joined(List<Attribute> own, List<List<Attribute>> templates) {
        List<Attribute> all = new ArrayList<>(own);
        for (List<Attribute> template : templates.reversed()) {
            Set<AttributeName> taken = new HashSet<>();
            all.forEach(one -> taken.add(one.name()));
            for (Attribute one : template) {
                if (one.name().multipleInstances() ? all.stream().noneMatch(other -> same(one, other)) : !taken.contains(one.name())) {
                    all.add(Attribute.of(one.name(), one.value()));
                }
            }
        }
        return all;
    }

    private static boolean same(Attribute one, Attribute other) {
        return one.name().equals(other.name()) && one.value().equals(other.value());
    }

    private List<Attribute> content(Call call, Name name) {
        Search search = new Search(call.principal().name(), vault.now());
        search.require(Attribute.of(AttributeType.NAME, name));
        search.require(Attribute.of(AttributeType.OBJECT_TYPE, ObjectType.TEMPLATE));
        search.restrictToKept();
        ManagedObject template = vault.locating().consult(call.request(), search.criteria(0, 1))
                .orElseThrow(() -> new KmipException(ResultReason.ITEM_NOT_FOUND, "there is no Template with this Name"));
        if (template.restrictions().archived() != null) {
            throw new KmipException(ResultReason.OBJECT_ARCHIVED, "the Template is archived; recover it first");
        }
        return TemplateContent.of(ObjectAttributes.of(template, vault.state(template)));
    }
}
