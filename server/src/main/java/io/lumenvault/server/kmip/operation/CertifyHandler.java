package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Name;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Certify;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import io.lumenvault.server.kmip.cryptography.RequestedCertificate;
import io.lumenvault.server.vault.NewObject;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Certify (KMIP 1.4 section 4.7, KMIP 2.1 section 6.1.6): a certificate for one of the caller's public keys, or (2.x) for one of its
 * certificate requests. Without a request its subject is the common name that the key's first Name or its identifier is.
 */
final class CertifyHandler extends ObjectHandler<Certify.Request> {

    private final LinkGroups links;
    private final CertificationAuthority authority;

    CertifyHandler(Vault vault, LinkGroups links, CertificationAuthority authority) {
        super(Operation.CERTIFY, Certify.Request.class, vault);
        this.links = links;
        this.authority = authority;
    }

    @Override
    public ResponsePayload handle(Call call, Certify.Request request) {
        ProtectionStorage.requireOneOf(request.protectionStorageMasks());
        request.attributes().list().forEach(wanted -> links.requireNone(wanted, call.principal()));
        UUID source = call.object(request.uniqueIdentifier());
        CertificateSource.Opened opened =
                CertificateSource.open(call, vault(), source, ObjectType.PUBLIC_KEY, ObjectType.CERTIFICATE_REQUEST);
        RequestedCertificate wanted = wanted(request, opened, source);
        Instant now = vault().now();
        UUID uid = vault().newIdentifier();
        ObjectAttributes created = ObjectAttributes.ofNew(uid, ObjectType.CERTIFICATE, MaterialForm.ENCODED, now);
        NewAttributes.give(created, CertificateSource.withoutType(request.attributes()), call, now);
        ManagedObject certificate = new ManagedObject.Certificate(CertificateType.X_509,
                authority.issue(call, wanted, created.dates().activation(), created.dates().deactivation()));
        RegisterHandler.describe(created, certificate, true);
        if (opened.object() instanceof ManagedObject.PublicKey) {
            created.add(AttributeType.LINK, ObjectLinks.of(LinkType.PUBLIC_KEY_LINK, source));
        }
        NewAttributes.requireConstraints(created, call);
        try (KeyMaterial material = Material.seal(certificate, MaterialForm.ENCODED)) {
            store(call, created.toNewObject(call.principal().name()), material, opened.object() instanceof ManagedObject.PublicKey, source);
        }
        return new Certify.Response(uid.toString());
    }

    private static RequestedCertificate wanted(Certify.Request request, CertificateSource.Opened opened, UUID source) {
        boolean given = CertificateSource.hasRequest(request.requestType(), request.request());
        return switch (opened.object()) {
            case ManagedObject.CertificateRequest kept -> RequestedCertificate.read(kept.type(), kept.value());
            case ManagedObject.PublicKey key -> {
                RequestedCertificate own = RequestedCertificate.of(key.keyBlock(),
                        new X500NameBuilder().addRDN(BCStyle.CN, commonName(opened.attributes(), source)).build());
                yield given ? RequestedCertificate.read(request.requestType(), request.request()).requireKey(own.key()) : own;
            }
            default -> throw new IllegalStateException("opened as " + opened.object().objectType());
        };
    }

    private static String commonName(ObjectAttributes key, UUID uid) {
        return key.instances(AttributeType.NAME).stream().map(Attribute::value).map(Name::from).map(Name::value).findFirst()
                .orElse(uid.toString());
    }

    private void store(Call call, NewObject certificate, KeyMaterial material, boolean linking, UUID publicKey) {
        if (linking) {
            call.changes().changed(vault().store(call.request(), certificate, material, publicKey,
                    (key, now) -> decide(() -> CertificateSource.relinked(attributes(key), key, certificate.uid(), null, now))));
        } else {
            vault().store(call.request(), certificate, material);
        }
    }
}
