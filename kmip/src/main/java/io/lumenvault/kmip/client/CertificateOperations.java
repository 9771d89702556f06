package io.lumenvault.kmip.client;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Certify;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.ReCertify;
import io.lumenvault.kmip.payload.ReProvision;
import io.lumenvault.kmip.payload.Validate;
import io.lumenvault.kmip.spec.CertificateRequestType;
import io.lumenvault.kmip.spec.ValidityIndicator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Certificates: issue, renewal, validation.
 */
public final class CertificateOperations {

    private final KmipClient client;

    CertificateOperations(KmipClient client) {
        this.client = client;
    }

    /** Has a certificate made for a public key, and gives its identifier. */
    public String certify(String publicKey, CertificateRequestType type, byte[] certificateRequest,
                Attribute... attributes) throws IOException {
        return client.call(new Certify.Request(UniqueIdentifier.of(publicKey), type, certificateRequest,
                Attributes.of(attributes), List.of()), Certify.Response.class).uniqueIdentifier();
    }

    /** Has a certificate renewed, and gives the identifier of the new one; the request may be null. */
    public String reCertify(String certificate, CertificateRequestType type, byte[] certificateRequest) throws IOException {
        return client.call(new ReCertify.Request(UniqueIdentifier.of(certificate), null, type, certificateRequest, null,
                Attributes.NONE, List.of()), ReCertify.Response.class).uniqueIdentifier();
    }

    /** Checks a chain of certificates that the server holds; null is for now. */
    public ValidityIndicator validate(List<String> certificates, Instant at) throws IOException {
        return client.call(new Validate.Request(List.of(), certificates.stream().map(UniqueIdentifier::of).toList(), at),
                Validate.Response.class).validity();
    }

    /** Checks a chain of certificates, given as such or held by the server. */
    public ValidityIndicator validate(Validate.Request request) throws IOException {
        return client.call(request, Validate.Response.class).validity();
    }

    /**
     * Has the server sign a request, puts the certificate in the place of the client's own, and gets it in the same message: by the
     * certificate that it calls by now the client asks for nothing any more (since 2.0).
     */
    public ManagedObject.Certificate reProvisionBy(ManagedObject.CertificateRequest request) throws IOException {
        List<BatchResult> results = client.batch(List.of(new ReProvision.Request(request),
                new Get.Request(new UniqueIdentifier.Nth(0), null, null, null, null)), null);
        results.getFirst().get(ReProvision.Response.class);
        return (ManagedObject.Certificate) results.getLast().get(Get.Response.class).object();
    }

    /** Replaces the client's own credential by one made of a request, by a certificate,
                or (null) by one that the server makes (since 2.0). */
    public String reProvision(ManagedObject requestOrCertificate) throws IOException {
        return client.call(new ReProvision.Request(requestOrCertificate), ReProvision.Response.class).uniqueIdentifier();
    }
}
