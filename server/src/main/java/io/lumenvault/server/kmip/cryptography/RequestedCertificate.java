package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.spec.CertificateRequestType;
import io.lumenvault.kmip.spec.ResultReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.crmf.CertReqMessages;
import org.bouncycastle.asn1.crmf.CertReqMsg;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.crmf.CRMFException;
import org.bouncycastle.cert.crmf.CertificateRequestMessage;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/**
 * What a certificate is asked to say. A certificate request shows that whoever made it has the private key: it is refused where its
 * signature is not valid.
 *
 * @param extensions the extensions asked for, or null
 */
public record RequestedCertificate(X500Name subject, SubjectPublicKeyInfo key, Extensions extensions) {

    /** For a public key, under a common name. */
    public static RequestedCertificate of(KeyBlock publicKey, X500Name subject) {
        return new RequestedCertificate(subject, SubjectPublicKeyInfo.getInstance(JcaKeys.publicKey(publicKey).getEncoded()), null);
    }

    /** What a certificate says. */
    public static RequestedCertificate of(X509Certificate certificate) {
        try {
            X509CertificateHolder holder = new X509CertificateHolder(certificate.getEncoded());
            return new RequestedCertificate(holder.getSubject(), holder.getSubjectPublicKeyInfo(), holder.getExtensions());
        } catch (IOException | CertificateEncodingException malformed) {
            throw refused("the certificate cannot be read");
        }
    }

    /**
     * Reads a certificate request: PKCS#10 (RFC 2986), the same in PEM (RFC 7468), or CRMF (RFC 4211).
     *
     * @throws KmipException with Invalid Field where it cannot be read or does not prove possession of the private key, with Feature Not
     *     Supported for another type
     */
    public static RequestedCertificate read(CertificateRequestType type, byte[] request) {
        try {
            return switch (type) {
                case PKCS_10 -> of(new PKCS10CertificationRequest(request));
                case PEM -> ofPem(request);
                case CRMF -> ofCrmf(request);
                default -> throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED,
                        "certificate requests of type " + type.text() + " are not served; PKCS#10, PEM and CRMF are");
            };
        } catch (IOException | RuntimeException malformed) {
            if (malformed instanceof KmipException refusal) {
                throw refusal;
            }
            throw refused("the certificate request is not one of type " + type.text());
        } catch (PKCSException | CRMFException | OperatorCreationException unverified) {
            throw refused("the signature of the certificate request cannot be verified");
        }
    }

    private static RequestedCertificate ofPem(byte[] request) throws IOException, PKCSException, OperatorCreationException {
        try (PEMParser parser = new PEMParser(new InputStreamReader(new ByteArrayInputStream(request), StandardCharsets.US_ASCII))) {
            if (parser.readObject() instanceof PKCS10CertificationRequest found) {
                return of(found);
            }
            throw refused("the PEM text holds no CERTIFICATE REQUEST");
        }
    }

    private static RequestedCertificate of(PKCS10CertificationRequest request) throws PKCSException, OperatorCreationException {
        if (!request.isSignatureValid(verifier(request.getSubjectPublicKeyInfo()))) {
            throw refused("the signature of the certificate request is not by the key in it");
        }
        return new RequestedCertificate(request.getSubject(), request.getSubjectPublicKeyInfo(), request.getRequestedExtensions());
    }

    private static RequestedCertificate ofCrmf(byte[] request) throws IOException, CRMFException, OperatorCreationException {
        ASN1Sequence sequence = ASN1Sequence.getInstance(request);
        CertReqMsg message = sequence.getObjectAt(0) instanceof ASN1Sequence first && first.size() > 0
                && first.getObjectAt(0) instanceof ASN1Sequence ? only(CertReqMessages.getInstance(sequence)) : CertReqMsg.getInstance(sequence);
        CertificateRequestMessage asked = new CertificateRequestMessage(message);
        SubjectPublicKeyInfo key = asked.getCertTemplate().getPublicKey();
        if (key == null || asked.getCertTemplate().getSubject() == null) {
            throw refused("the certificate request lacks its subject or its public key");
        }
        if (asked.getProofOfPossessionType() != CertificateRequestMessage.popSigningKey || !asked.isValidSigningKeyPOP(verifier(key))) {
            throw refused("the certificate request has no valid signature as proof of possession of the private key");
        }
        return new RequestedCertificate(asked.getCertTemplate().getSubject(), key, asked.getCertTemplate().getExtensions());
    }

    private static CertReqMsg only(CertReqMessages messages) {
        CertReqMsg[] all = messages.toCertReqMsgArray();
        if (all.length != 1) {
            throw refused("there are " + all.length + " certificate requests; a single one is served");
        }
        return all[0];
    }

    private static ContentVerifierProvider verifier(SubjectPublicKeyInfo key) throws OperatorCreationException {
        return new JcaContentVerifierProviderBuilder().setProvider(Providers.BOUNCY_CASTLE).build(key);
    }

    private static KmipException refused(String problem) {
        return new KmipException(ResultReason.INVALID_FIELD, problem);
    }

    /**
     * What a certificate for TLS clients says of it: subject and key. Whatever else is asked for, it is for a client's signature and
     * nothing else, so that it is none of a server.
     *
     * @param named whether it has the alternative name that is asked for, too; several are not taken
     */
    public RequestedCertificate forClient(boolean named) {
        try {
            ExtensionsGenerator client = new ExtensionsGenerator();
            client.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            client.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            GeneralNames names = named && extensions != null ? GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName) : null;
            if (names != null && names.getNames().length == 1) {
                client.addExtension(Extension.subjectAlternativeName, false, names);
            }
            return new RequestedCertificate(subject, key, client.generate());
        } catch (IOException | IllegalArgumentException malformed) {
            throw refused("the extensions of the certificate request cannot be read");
        }
    }

    /** Refuses a request for another key. */
    public RequestedCertificate requireKey(SubjectPublicKeyInfo certified) {
        if (!key.equals(certified)) {
            throw refused("the certificate request is for another public key");
        }
        return this;
    }
}
