package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.ReProvision;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ValidityIndicator;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.vault.Users;
import io.lumenvault.server.vault.Vault;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Re-Provision (KMIP 2.1 section 6.1.48): another certificate for the client that asks, which is stored, too; the one that it calls by is
 * good no more. The client brings the certificate, or a request for one where the node has an authority of its clients; the key is the
 * client's, so no key pair is made for one.
 */
final class ReProvisionHandler extends ObjectHandler<ReProvision.Request> {

    /** Extended Key Usage TLS client authentication, and any (RFC 5280 section 4.2.1.12). */
    private static final List<String> CLIENT = List.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");

    private final Users users;
    private final CertificateChain chain;
    private final Optional<CertificationAuthority> authority;

    /**
     * A handler.
     *
     * @param anchors the authorities that the node trusts for client certificates
     * @param authority the one of them that signs requests, if there is one
     */
    ReProvisionHandler(Vault vault, Users users, List<X509Certificate> anchors, Optional<CertificationAuthority> authority) {
        super(Operation.RE_PROVISION, ReProvision.Request.class, vault);
        this.users = users;
        this.authority = authority;
        this.chain = new CertificateChain(anchors);
    }

    @Override
    public ResponsePayload handle(Call call, ReProvision.Request request) {
        ManagedObject.Certificate certificate = certificate(call, request.object());
        Instant now = vault().now();
        X509Certificate replacement = usable(certificate, now);
        UUID uid = vault().newIdentifier();
        ObjectAttributes created = ObjectAttributes.ofNew(uid, ObjectType.CERTIFICATE, MaterialForm.ENCODED, now);
        NewAttributes.give(created, Attributes.NONE, call, now);
        RegisterHandler.describe(created, certificate, true);
        NewAttributes.requireConstraints(created, call);
        try (KeyMaterial material = Material.seal(certificate, MaterialForm.ENCODED)) {
            users.reprovisioning().replace(call.request(), replacement, created.toNewObject(call.principal().name()), material);
        }
        return new ReProvision.Response(uid.toString());
    }

    private ManagedObject.Certificate certificate(Call call, ManagedObject given) {
        return switch (given) {
            case ManagedObject.Certificate own -> own;
            case ManagedObject.CertificateRequest asked when authority.isPresent() ->
                    new ClientCertificates(users.reprovisioning(), authority.get()).issue(call, asked);
            case null, default -> throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, authority.isPresent()
                    ? "a client's key pair is made by the client; give a Certificate Request, or a Certificate of the clients' authority"
                    : "this server issues no certificates that it takes for those of clients; give it a Certificate of the clients' authority");
        };
    }

    /** A client shall not lock itself out by a certificate that TLS would not take. */
    private X509Certificate usable(ManagedObject.Certificate certificate, Instant now) {
        if (certificate.type() != CertificateType.X_509) {
            throw new KmipException(ResultReason.INVALID_FIELD, "client certificates are of Certificate Type X.509");
        }
        X509Certificate parsed = CertificateAttributes.parse(certificate.value())
                .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD, "the certificate cannot be read as X.509"));
        if (chain.validity(List.of(parsed), now) != ValidityIndicator.VALID) {
            throw new KmipException(ResultReason.INVALID_FIELD,
                    "the certificate is not good now, or not of an authority that this node trusts for client certificates");
        }
        if (!forClients(parsed)) {
            throw new KmipException(ResultReason.INVALID_FIELD,
                    "the certificate's Extended Key Usage does not have TLS client authentication");
        }
        return parsed;
    }

    private static boolean forClients(X509Certificate certificate) {
        try {
            List<String> usage = certificate.getExtendedKeyUsage();
            return usage == null || usage.stream().anyMatch(CLIENT::contains);
        } catch (CertificateParsingException _) {
            return false;
        }
    }
}
