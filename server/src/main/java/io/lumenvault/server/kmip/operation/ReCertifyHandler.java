package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ObjectChange;
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
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import io.lumenvault.server.kmip.cryptography.RequestedCertificate;
import io.lumenvault.server.vault.ObjectReplacementForm;
import io.lumenvault.server.vault.PairReplacementForm.Replacement;
import io.lumenvault.server.vault.Vault;
import java.security.cert.X509Certificate;
import java.time.Instant;
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
        return new ReCertify.Response(vault().rekeying().replace(call.request(), old, new Renewal(call, request, wanted)).toString());
    }

    /** The new certificate in the place of the old one, for the public key too. */
    private final class Renewal implements ObjectReplacementForm {

        private final Call call;
        private final ReCertify.Request request;
        private final RequestedCertificate wanted;

        Renewal(Call call, ReCertify.Request request, RequestedCertificate wanted) {
            this.call = call;
            this.request = request;
            this.wanted = wanted;
        }

        @Override
        public Replacement replacement(io.lumenvault.db.object.ManagedObject replaced, UUID uid, Instant now) {
            return decide(() -> {
                ObjectAttributes created = KeyReplacement.inherited(replaced, uid, MaterialForm.ENCODED, now);
                ReplacementDates.set(created, replaced.dates(), request.offset());
                ReplacementAttributes.give(call, created, CertificateSource.withoutType(request.attributes()), now);
                ManagedObject certificate = new ManagedObject.Certificate(CertificateType.X_509,
                        authority.issue(call, wanted, created.dates().activation(), created.dates().deactivation()));
                CertificateAttributes.forget(created);
                RegisterHandler.describe(created, certificate, true);
                pointing(replaced).ifPresent(key -> created.add(AttributeType.LINK, ObjectLinks.of(LinkType.PUBLIC_KEY_LINK, key)));
                NewAttributes.requireConstraints(created, call);
                return new Replacement(created.toNewObject(replaced.owner()), Material.seal(certificate, MaterialForm.ENCODED),
                        form.replaced(replaced, uid, now));
            });
        }

        @Override
        public Optional<UUID> pointing(io.lumenvault.db.object.ManagedObject replaced) {
            return ObjectLinks.target(attributes(replaced), LinkType.PUBLIC_KEY_LINK);
        }

        @Override
        public ObjectChange repointed(io.lumenvault.db.object.ManagedObject publicKey, UUID replaced, UUID uid, Instant now) {
            return decide(() -> CertificateSource.relinked(attributes(publicKey), publicKey, uid, replaced, now));
        }

        @Override
        public void repointed(io.lumenvault.db.object.ManagedObject before) {
            call.changes().changed(before);
        }
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
