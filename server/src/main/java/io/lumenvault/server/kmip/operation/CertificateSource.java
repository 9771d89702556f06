package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.spec.CertificateRequestType;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.vault.OpenedObject;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.UUID;

/** What Certify and Re-certify share: the caller's objects that they start from, and the links between them. */
final class CertificateSource {

    private CertificateSource() {}

    /** One of the caller's objects in the clear, which is not secret, with its attributes. */
    record Opened(ManagedObject object, ObjectAttributes attributes) {}

    static Opened open(Call call, Vault vault, UUID uid, ObjectType... allowed) {
        try (OpenedObject opened = vault.open(call.request(), uid, object -> ObjectHandler.decide(() -> {
            for (ObjectType type : allowed) {
                if (object.objectType() == type.code()) {
                    return null;
                }
            }
            throw new KmipException(ResultReason.INVALID_OBJECT_TYPE, call.operation().text() + " does not take object " + uid + ": it is no "
                    + allowed[0].text());
        }))) {
            ObjectAttributes attributes = ObjectAttributes.of(opened.object(), vault.state(opened.object()));
            return new Opened(Material.open(opened.material(), attributes), attributes);
        }
    }

    /** Refuses a request of which only one of type and value is given. @return whether both are */
    static boolean hasRequest(CertificateRequestType type, byte[] request) {
        if ((type == null) != (request == null)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Certificate Request Type and Certificate Request are given together");
        }
        return type != null;
    }

    /** The attributes without Certificate Type, which can be X.509 alone. */
    static Attributes withoutType(Attributes given) {
        for (Attribute type : given.all(AttributeType.CERTIFICATE_TYPE)) {
            if (!(type.value() instanceof Item.Enumeration code && code.value() == CertificateType.X_509.code())) {
                throw new KmipException(ResultReason.INVALID_FIELD, "certificates are issued in Certificate Type X.509 alone");
            }
        }
        return new Attributes(given.list().stream().filter(one -> one.name() != AttributeType.CERTIFICATE_TYPE).toList(), given.templates());
    }

    /** What has a public key point to its new certificate, and no more to an older one. @param older null where there is none */
    static ObjectChange relinked(ObjectAttributes attributes, io.lumenvault.db.object.ManagedObject publicKey, UUID certificate, UUID older,
            Instant now) {
        if (older != null) {
            Item old = ObjectLinks.of(LinkType.CERTIFICATE_LINK, older);
            attributes.instances(AttributeType.LINK).stream().filter(link -> link.value().equals(old)).forEach(attributes::remove);
        }
        ObjectLinks.add(attributes, LinkType.CERTIFICATE_LINK, certificate);
        return attributes.toChange(publicKey, now);
    }
}
