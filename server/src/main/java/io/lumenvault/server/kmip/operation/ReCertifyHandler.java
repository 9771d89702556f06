package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.ReCertify;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import io.lumenvault.server.kmip.cryptography.RequestedCertificate;
import io.lumenvault.server.vault.PairReplacementForm.Replacement;
import io.lumenvault.server.vault.Vault;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.UUID;

/** Re-certify (KMIP 1.4 section 4.8, KMIP 2.1 section 6.1.45): a new certificate for the key of one takes its place, once. */
final class ReCertifyHandler extends ObjectHandler<ReCertify.Request> {

    private final KeyReplacement form = new KeyReplacement();
    private final LinkGroups links;
    private final CertificationAuthority authority;

    ReCertifyHandler(Vault vault, LinkGroups links, CertificationAuthority authority) {
        super(Operation.RE_CERTIFY, ReCertify.Request.class, vault);
        this.links = links;
        this.authority = authority;
    }

    @Override
    public ResponsePayload handle(Call call, ReCertify.Request request) {
        ProtectionStorage.requireOneOf(request.protectionStorageMasks());
        NewAttributes.requireNoTemplate(request.attributes());
        request.attributes().list().forEach(wanted -> links.requireNone(wanted, call.principal()));
        UUID old = call.object(request.uniqueIdentifier());
        CertificateSource.Opened opened = CertificateSource.open(call, vault(), old, ObjectType.CERTIFICATE);
        RequestedCertificate wanted = wanted(call, request, opened);
        Optional<UUID> publicKey = ObjectLinks.target(opened.attributes(), LinkType.PUBLIC_KEY_LINK);
        UUID renewed = vault().replace(call.request(), old, (replaced, uid, now) -> decide(() -> {
            ObjectAttributes created = KeyReplacement.inherited(replaced, uid, MaterialForm.ENCODED, now);
            ReplacementDates.set(created, replaced.dates(), request.offset());
            CertificateSource.withoutType(request.attributes()).list()
                    .forEach(attribute -> ReplacementAttributes.override(call, created, attribute, now));
            ManagedObject certificate = new ManagedObject.Certificate(CertificateType.X_509,
                    authority.issue(call, wanted, created.dates().activation(), created.dates().deactivation()));
            CertificateAttributes.forget(created);
            RegisterHandler.describe(created, certificate, true);
            publicKey.ifPresent(key -> created.add(AttributeType.LINK, ObjectLinks.of(LinkType.PUBLIC_KEY_LINK, key)));
            KeyMaterial material = Material.seal(certificate, MaterialForm.ENCODED);
            return new Replacement(created.toNewObject(replaced.owner()), material, form.replaced(replaced, uid, now));
        }));
        publicKey.ifPresent(key -> change(call, key, event -> event.with("certificate", renewed.toString()),
                (object, now) -> decide(() -> {
                    ObjectAttributes attributes = attributes(object);
                    CertificateSource.relink(attributes, renewed, old);
                    return attributes.toChange(object, now);
                })));
        return new ReCertify.Response(renewed.toString());
    }

    /** Without a request, what the certificate says; with one, for the same key pair. */
    private RequestedCertificate wanted(Call call, ReCertify.Request request, CertificateSource.Opened opened) {
        X509Certificate x509 = CertificateAttributes.parse(((ManagedObject.Certificate) opened.object()).value())
                .orElseThrow(() -> new KmipException(ResultReason.INVALID_OBJECT_TYPE, "only X.509 certificates are renewed"));
        RequestedCertificate own = RequestedCertificate.of(x509);
        if (request.requestIdentifier() != null) {
            ManagedObject.CertificateRequest kept = (ManagedObject.CertificateRequest) CertificateSource.open(call, vault(),
                    call.object(request.requestIdentifier()), ObjectType.CERTIFICATE_REQUEST).object();
            return RequestedCertificate.read(kept.type(), kept.value()).requireKey(own.key());
        }
        if (CertificateSource.hasRequest(request.requestType(), request.request())) {
            return RequestedCertificate.read(request.requestType(), request.request()).requireKey(own.key());
        }
        authority.requireOwn(call, x509);
        return own;
    }
}
