package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Link;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.UsageCharge;
import io.lumenvault.server.kmip.cryptography.CertificateIssue;
import io.lumenvault.server.kmip.cryptography.RequestedCertificate;
import io.lumenvault.server.lifecycle.State;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.CryptographicUse;
import io.lumenvault.server.vault.HeldKey;
import io.lumenvault.server.vault.KeyWork;
import io.lumenvault.server.vault.OpenedObject;
import io.lumenvault.server.vault.Vault;
import io.lumenvault.server.vault.VaultException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The certification authority of the node: an X.509 certificate and the private key that it links to, managed objects of a principal of
 * their own. Its key is used by the same rules as any: it must be Active and its Cryptographic Usage Mask have Certificate Sign; each
 * use is in the audit log under its owner's name, with the client's address, who asked, and the certificate's subject. An authority whose
 * certificates would be taken here for client certificates issues none at Certify, where who asks says what name is in it; at Re-Provision
 * it is such a one ({@link ClientCertificates}).
 */
public final class CertificationAuthority {

    private final Vault vault;
    private final Settings settings;
    private final List<X509Certificate> anchors;
    private final boolean ofClients;

    /**
     * Where the authority is.
     *
     * @param certificate the Unique Identifier of its certificate
     * @param owner the principal that owns certificate and key
     * @param validity how long certificates are good for where the request does not say
     */
    public record Settings(UUID certificate, String owner, Duration validity) {}

    /** A certificate in the clear, and where its private key is. */
    private record Issuer(X509Certificate certificate, UUID key) {}

    /**
     * An authority.
     *
     * @param anchors the authorities that the node trusts for client certificates
     * @param ofClients whether it shall be one of those, and issue to clients what names themselves; or none of them
     */
    CertificationAuthority(Vault vault, Settings settings, List<X509Certificate> anchors, boolean ofClients) {
        this.vault = vault;
        this.settings = settings;
        this.anchors = List.copyOf(anchors);
        this.ofClients = ofClients;
    }

    /** What a certificate would say that is issued now; nobody takes it for one. @return its DER form */
    byte[] draft(Call call, RequestedCertificate wanted) {
        Instant now = vault.now();
        return own(call, own -> CertificateIssue.draft(issuer(own).certificate(), wanted, now, now.plus(settings.validity()),
                new VaultRandom(vault)));
    }

    /**
     * Issues a certificate.
     *
     * @param activation the date from which it is good, or null for now; no certificate was good before it was made
     * @param to the date until which it is good, or null for the usual time; never after the authority's own
     * @return its DER form
     */
    byte[] issue(Call call, RequestedCertificate wanted, Instant activation, Instant to) {
        Instant now = vault.now();
        Instant from = activation == null || activation.isBefore(now) ? now : activation;
        return own(call, own -> {
            Issuer issuer = issuer(own);
            Instant last = issuer.certificate().getNotAfter().toInstant();
            Instant wished = to == null ? from.plus(settings.validity()) : to;
            Instant end = wished.isAfter(last) ? last : wished;
            if (!end.isAfter(from)) {
                throw new KmipException(ResultReason.INVALID_FIELD, "the certificate would be good from " + from + " until " + end);
            }
            return vault.using().use(own, issuer.key(), CryptographicUse.CERTIFICATE_SIGN, bytes(wanted),
                    new Signature(issuer.certificate(), wanted, from, end, call.principal().name()));
        });
    }

    /** How much is signed: of what a certificate says, the public key. */
    private static int bytes(RequestedCertificate wanted) {
        return wanted.key().getPublicKeyData().getOctets().length;
    }

    /** Does something in the name of the authority's owner. */
    private byte[] own(Call call, Function<AccessRequest, byte[]> work) {
        try {
            return work.apply(own(call));
        } catch (VaultException unusable) {
            throw unusable instanceof KmipRefusal refusal ? refusal.error() : new KmipException(ResultReason.GENERAL_FAILURE,
                    "the certification authority cannot be used: " + unusable.getMessage());
        }
    }

    /**
     * Refuses a certificate of another issuer: to renew it would be to vouch for a key that nobody has shown to have.
     *
     * @throws KmipException with Invalid Field
     */
    void requireOwn(Call call, X509Certificate renewed) {
        try {
            renewed.verify(issuer(own(call)).certificate().getPublicKey());
        } catch (GeneralSecurityException _) {
            throw new KmipException(ResultReason.INVALID_FIELD,
                    "the certificate is not one that this server has issued; a Certificate Request by its key is needed to renew it");
        }
    }

    private AccessRequest own(Call call) {
        return new AccessRequest(new Principal(settings.owner(), Set.of(Role.APPLICATION), "certification-authority",
                call.principal().fingerprint()), call.client(), Call.PROTOCOL, call.operation().text(), call.permission());
    }

    private final class Signature implements KeyWork<byte[]> {

        private final X509Certificate authority;
        private final RequestedCertificate wanted;
        private final Instant from;
        private final Instant to;
        private final String requester;

        Signature(X509Certificate authority, RequestedCertificate wanted, Instant from, Instant to, String requester) {
            this.authority = authority;
            this.wanted = wanted;
            this.from = from;
            this.to = to;
            this.requester = requester;
        }

        @Override
        public byte[] run(HeldKey held) {
            return ObjectHandler.decide(() -> {
                KeyUse key = new KeyUse(held, object -> ObjectAttributes.of(object, vault.state(object)));
                key.requireType(ObjectType.PRIVATE_KEY);
                return key.lendBlock(block -> CertificateIssue.issue(authority, block, wanted, from, to, new VaultRandom(vault)));
            });
        }

        @Override
        public ObjectChange charge(ManagedObject key, Instant now) {
            return ObjectHandler.decide(() -> UsageCharge.of(ObjectAttributes.of(key, vault.state(key)), key, 1, bytes(wanted), now)
                    .map(UsageCharge.Charge::change).orElse(null));
        }

        @Override
        public AuditEvent described(AuditEvent event) {
            return event.with("requester", requester).with("subject", wanted.subject().toString());
        }

        @Override
        public void discard(byte[] unrecorded) {
            Arrays.fill(unrecorded, (byte) 0);
        }
    }

    private Issuer issuer(AccessRequest own) {
        try (OpenedObject opened = vault.open(own, settings.certificate())) {
            ManagedObject object = opened.object();
            ObjectAttributes attributes = ObjectAttributes.of(object, vault.state(object));
            if (!(Material.open(opened.material(), attributes) instanceof io.lumenvault.kmip.object.ManagedObject.Certificate certificate)) {
                throw unusable("object " + settings.certificate() + " is no Certificate");
            }
            if (attributes.state() != State.ACTIVE) {
                throw unusable("its certificate is not Active");
            }
            X509Certificate x509 = CertificateAttributes.parse(certificate.value()).orElseThrow(() -> unusable("its certificate is not X.509"));
            if (x509.getBasicConstraints() < 0) {
                throw unusable("its certificate is not one of an authority");
            }
            requireTrust(x509);
            return new Issuer(x509, ObjectLinks.target(attributes, LinkType.PRIVATE_KEY_LINK)
                    .orElseThrow(() -> unusable("its certificate has no Link of type Private Key Link")));
        }
    }

    private void requireTrust(X509Certificate authority) {
        boolean trusted = anchors.stream().anyMatch(anchor -> anchor.getPublicKey().equals(authority.getPublicKey()));
        if (!ofClients) {
            requireSelfSigned(authority);
        }
        if (trusted != ofClients) {
            throw unusable(ofClients ? "its certificates are not taken for client certificates of this node"
                    : "its certificates would be taken for client certificates of this node");
        }
    }

    /** An authority under another one could be, by whatever certificates lie between, under one that this node trusts. */
    private static void requireSelfSigned(X509Certificate authority) {
        try {
            authority.verify(authority.getPublicKey());
        } catch (GeneralSecurityException _) {
            throw unusable("its certificate is not self-signed");
        }
    }

    private static KmipException unusable(String problem) {
        return new KmipException(ResultReason.GENERAL_FAILURE, "the certification authority cannot be used: " + problem);
    }
}
