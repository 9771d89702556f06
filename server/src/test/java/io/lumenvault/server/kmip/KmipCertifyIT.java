package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.Link;
import io.lumenvault.kmip.attribute.Name;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Constraints;
import io.lumenvault.kmip.payload.Import;
import io.lumenvault.kmip.payload.SetConstraints;
import io.lumenvault.kmip.spec.CertificateRequestType;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.UsageLimitsUnit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.crmf.CertificateRequestMessageBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certify and Re-certify over TLS, on a real site whose certification authority is of the principal kmip-other. */
@ExtendWith(SharedKmipSite.class)
class KmipCertifyIT {

    private static X509Certificate authority;
    private static KeyPair authorityKey;
    private static String authorityKeyIdentifier;

    private final KmipSite site;

    KmipCertifyIT(KmipSite site) {
        this.site = site;
    }

    @BeforeAll
    static void keepAuthority(KmipSite site) throws Exception {
        authorityKey = pair();
        JcaX509v3CertificateBuilder own = new JcaX509v3CertificateBuilder(new X500Name("CN=Issuing CA"), BigInteger.TWO,
                Date.from(Instant.now().minusSeconds(60)), Date.from(Instant.now().plus(Duration.ofDays(30))), new X500Name("CN=Issuing CA"),
                authorityKey.getPublic());
        own.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        byte[] certificate = own.build(signer(authorityKey)).getEncoded();
        authority = x509(certificate);
        try (KmipClient owner = site.client("kmip-other", ProtocolVersion.V2_1)) {
            authorityKeyIdentifier = owner.register(new ManagedObject.PrivateKey(KeyBlock.of(KeyFormatType.PKCS_8,
                            authorityKey.getPrivate().getEncoded(), CryptographicAlgorithm.EC, 256)),
                    Attribute.of(AttributeType.USAGE_LIMITS, new UsageLimits(1_000_000L, null, UsageLimitsUnit.OBJECT)),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.CERTIFICATE_SIGN)),
                    Attribute.of(AttributeType.ACTIVATION_DATE, Instant.now().minusSeconds(60)));
            owner.keys().importObject(new Import.Request(UniqueIdentifier.of(SharedKmipSite.AUTHORITY.toString()), ObjectType.CERTIFICATE,
                    null, null, List.of(Attribute.of(AttributeType.LINK, new Link(LinkType.PRIVATE_KEY_LINK, UniqueIdentifier.of(authorityKeyIdentifier))),
                    Attribute.of(AttributeType.ACTIVATION_DATE, Instant.now().minusSeconds(60))),
                    new ManagedObject.Certificate(CertificateType.X_509, certificate)));
        }
    }

    /** KMIP 2.1 section 4.59: signing applies protection. */
    @Test
    void certify_takesOffTheUsageLimitsOfTheAuthoritysKey() throws Exception {
        try (KmipClient client = client("2.1"); KmipClient owner = site.client("kmip-other", ProtocolVersion.V2_1)) {
            long before = left(owner);
            client.certificates().certify(publicKey(client, pair()), null, null);
            assertEquals(before - 1, left(owner));
        }
    }

    private static long left(KmipClient owner) throws IOException {
        return UsageLimits.from(owner.getAttributes(authorityKeyIdentifier, AttributeType.USAGE_LIMITS).list().getFirst().value()).count();
    }

    @ParameterizedTest
    @CsvSource({"1.0, PKCS_10", "1.4, PEM", "2.1, CRMF", "2.1, PKCS_10"})
    void certify_byRequest_saysWhatTheRequestSaysAndIsLinked(String version, CertificateRequestType type) throws Exception {
        KeyPair pair = pair();
        try (KmipClient client = client(version)) {
            String key = publicKey(client, pair);
            String certificate = client.certificates().certify(key, type, request(type, pair, pair));
            X509Certificate issued = get(client, certificate);
            issued.verify(authority.getPublicKey());
            assertEquals("CN=somebody", issued.getSubjectX500Principal().getName());
            assertEquals("CN=Issuing CA", issued.getIssuerX500Principal().getName());
            assertEquals(-1, issued.getBasicConstraints());
            assertArrayEquals(pair.getPublic().getEncoded(), issued.getPublicKey().getEncoded());
            assertTrue(!issued.getNotAfter().after(authority.getNotAfter()));
            assertEquals(Set.of("CERTIFICATE_LINK " + certificate), links(client, key));
            assertEquals(Set.of("PUBLIC_KEY_LINK " + key), links(client, certificate));
        }
    }

    @Test
    void certify_requestForAnotherKeyOrByAnother_isRefused() throws Exception {
        KeyPair pair = pair();
        KeyPair other = pair();
        try (KmipClient client = client("1.4")) {
            String key = publicKey(client, pair);
            for (byte[] wrong : List.of(request(CertificateRequestType.PKCS_10, other, other),
                    request(CertificateRequestType.PKCS_10, pair, other), new byte[] {1, 2, 3})) {
                refused(ResultReason.INVALID_FIELD, () -> client.certificates().certify(key, CertificateRequestType.PKCS_10, wrong));
            }
            byte[] crmf = request(CertificateRequestType.CRMF, pair, other);
            refused(ResultReason.INVALID_FIELD, () -> client.certificates().certify(key, CertificateRequestType.CRMF, crmf));
            assertEquals(Set.of(), links(client, key));
        }
    }

    @Test
    void reCertify_replacesTheCertificateOnce() throws Exception {
        KeyPair pair = pair();
        String name = UUID.randomUUID().toString();
        try (KmipClient client = client("2.1")) {
            String key = publicKey(client, pair);
            String first = client.certificates().certify(key, null, null, Attribute.name(name));
            String second = client.certificates().reCertify(first, null, null);
            X509Certificate old = get(client, first);
            X509Certificate renewed = get(client, second);
            renewed.verify(authority.getPublicKey());
            assertEquals("CN=" + key, renewed.getSubjectX500Principal().getName());
            assertEquals(old.getPublicKey(), renewed.getPublicKey());
            assertNotEquals(old.getSerialNumber(), renewed.getSerialNumber());
            assertEquals(Set.of("CERTIFICATE_LINK " + second), links(client, key));
            assertEquals(Set.of("PUBLIC_KEY_LINK " + key, "REPLACED_OBJECT_LINK " + first), links(client, second));
            assertEquals(Set.of("PUBLIC_KEY_LINK " + key, "REPLACEMENT_OBJECT_LINK " + second), links(client, first));
            assertEquals(List.of(name), client.getAttributes(second).all(AttributeType.NAME).stream()
                    .map(one -> Name.from(one.value()).value()).toList());
            assertEquals(List.of(), client.getAttributes(first).all(AttributeType.NAME));
            refused(ResultReason.INVALID_FIELD, () -> client.certificates().reCertify(first, null, null));
        }
    }

    @Test
    void certifyAndReCertify_whoseLinkCannotBeWritten_leaveNothing() throws Exception {
        try (KmipClient client = client("2.1")) {
            String key = publicKey(client, pair());
            String certificate = client.certificates().certify(key, null, null);
            int before = certificates();
            asOwner("""
                    create function refuse_link() returns trigger language plpgsql as $$ begin raise exception 'refused by a test'; end $$;
                    create trigger refuse_link before update on managed_object for each row when (old.uid = '%s')
                    execute function refuse_link()""".formatted(key));
            try {
                refused(ResultReason.GENERAL_FAILURE, () -> client.certificates().certify(key, null, null));
                refused(ResultReason.GENERAL_FAILURE, () -> client.certificates().reCertify(certificate, null, null));
            } finally {
                asOwner("drop trigger refuse_link on managed_object; drop function refuse_link()");
            }
            assertEquals(before, certificates());
            assertEquals(Set.of("CERTIFICATE_LINK " + certificate), links(client, key));
            assertEquals(Set.of("PUBLIC_KEY_LINK " + key), links(client, certificate));
            String renewed = client.certificates().reCertify(certificate, null, null);
            assertEquals(Set.of("CERTIFICATE_LINK " + renewed), links(client, key));
        }
    }

    @Test
    void reCertify_whosePublicKeyIsGone_isDoneWithoutIt() throws Exception {
        try (KmipClient client = client("2.1")) {
            String certificate = client.register(new ManagedObject.Certificate(CertificateType.X_509,
                    get(client, client.certificates().certify(publicKey(client, pair()), null, null)).getEncoded()),
                    Attribute.of(AttributeType.LINK, new Link(LinkType.PUBLIC_KEY_LINK, UniqueIdentifier.of(UUID.randomUUID().toString()))));
            get(client, client.certificates().reCertify(certificate, null, null)).verify(authority.getPublicKey());
        }
    }

    @Test
    void reCertify_thatDoesNotMeetAConstraint_isRefused() throws Exception {
        try (KmipClient client = client("2.1")) {
            String certificate = client.certificates().certify(publicKey(client, pair()), null, null);
            client.call(new SetConstraints.Request(new Constraints(List.of(new Constraints.Constraint(List.of(ObjectType.CERTIFICATE), List.of(),
                    Attributes.of(Attribute.of(AttributeType.CONTACT_INFORMATION, "us")))))), SetConstraints.Response.class);
            try {
                refused(ResultReason.CONSTRAINT_VIOLATION, () -> client.certificates().reCertify(certificate, null, null));
            } finally {
                client.call(new SetConstraints.Request(new Constraints(List.of())), SetConstraints.Response.class);
            }
            client.certificates().reCertify(certificate, null, null);
        }
    }

    private int certificates() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(site.database().jdbcUrl(), site.database().user(),
                Files.readString(site.database().passwordFile()).strip());
                ResultSet count = connection.createStatement().executeQuery(
                        "select count(*) from managed_object where owner = 'kmip-client-a' and object_type = 1")) {
            assertTrue(count.next());
            return count.getInt(1);
        }
    }

    private void asOwner(String statements) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(site.database().jdbcUrl(), site.database().owner(),
                Files.readString(site.database().ownerPasswordFile()).strip())) {
            connection.createStatement().execute(statements);
        }
    }

    @Test
    void reCertify_ofAnotherIssuersCertificate_needsARequestByItsKey() throws Exception {
        KeyPair pair = pair();
        try (KmipClient client = client("2.1")) {
            String foreign = client.register(new ManagedObject.Certificate(CertificateType.X_509, selfSigned(pair)));
            refused(ResultReason.INVALID_FIELD, () -> client.certificates().reCertify(foreign, null, null));
            String renewed = client.certificates().reCertify(foreign, CertificateRequestType.PKCS_10,
                    request(CertificateRequestType.PKCS_10, pair, pair));
            get(client, renewed).verify(authority.getPublicKey());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3.6.1.5.5.7.3.9", "2.5.29.37.0"})
    void certify_forOcspSigningOrForAnyPurpose_isRefused(String purpose) throws Exception {
        KeyPair pair = pair();
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.extendedKeyUsage, false,
                new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(purpose))));
        byte[] request = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=somebody"), pair.getPublic())
                .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate()).build(signer(pair)).getEncoded();
        try (KmipClient client = client("2.1")) {
            String key = publicKey(client, pair);
            refused(ResultReason.INVALID_FIELD, () -> client.certificates().certify(key, CertificateRequestType.PKCS_10, request));
        }
    }

    @Test
    void certify_withAnActivationDateOfThePast_isGoodFromNowOn_andIsRecordedWithItsRequester() throws Exception {
        Instant before = Instant.now().minusSeconds(2);
        try (KmipClient client = client("2.1"); var auditor = site.https("auditor")) {
            String key = publicKey(client, pair());
            X509Certificate issued = get(client, client.certificates().certify(key, null, null,
                    Attribute.of(AttributeType.ACTIVATION_DATE, Instant.now().minus(Duration.ofDays(9)))));
            assertTrue(issued.getNotBefore().toInstant().isAfter(before), issued.getNotBefore().toString());
            JsonNode entries = auditor.get("/console/v1/audit?principal=kmip-other&operation=Certify&text=" + key + "%20kmip-client-a").json();
            assertEquals(1, entries.path("entries").size(), entries.toString());
        }
    }

    private static byte[] selfSigned(KeyPair pair) throws Exception {
        X500Name name = new X500Name("CN=elsewhere");
        return new JcaX509v3CertificateBuilder(name, BigInteger.TEN, Date.from(Instant.now().minusSeconds(60)),
                Date.from(Instant.now().plus(Duration.ofDays(3))), name, pair.getPublic()).build(signer(pair)).getEncoded();
    }

    private KmipClient client(String version) throws IOException {
        return site.client("kmip-client-a", ProtocolVersion.supported().stream().filter(one -> one.toString().equals(version)).findFirst()
                .orElseThrow());
    }

    private static String publicKey(KmipClient client, KeyPair pair) throws IOException {
        return client.register(new ManagedObject.PublicKey(KeyBlock.of(KeyFormatType.X_509, pair.getPublic().getEncoded(),
                CryptographicAlgorithm.ECDSA, 256)),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.VERIFY)));
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static ContentSigner signer(KeyPair pair) throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
    }

    /** A request for one key, signed by another, or the same. */
    private static byte[] request(CertificateRequestType type, KeyPair pair, KeyPair signing) throws Exception {
        X500Name subject = new X500Name("CN=somebody");
        if (type == CertificateRequestType.CRMF) {
            return new CertificateRequestMessageBuilder(BigInteger.ONE).setSubject(subject)
                    .setPublicKey(SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()))
                    .setProofOfPossessionSigningKeySigner(signer(signing)).build().getEncoded();
        }
        PKCS10CertificationRequest request =
                new JcaPKCS10CertificationRequestBuilder(subject, pair.getPublic()).build(signer(signing));
        if (type == CertificateRequestType.PKCS_10) {
            return request.getEncoded();
        }
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(request);
        }
        return pem.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static X509Certificate get(KmipClient client, String uid) throws Exception {
        return x509(((ManagedObject.Certificate) client.get(uid)).value());
    }

    private static X509Certificate x509(byte[] der) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static Set<String> links(KmipClient client, String uid) throws IOException {
        return client.getAttributes(uid).all(AttributeType.LINK).stream().map(link -> Link.from(link.value()))
                .map(link -> link.type() + " " + ((UniqueIdentifier.Text) link.target()).value()).collect(Collectors.toSet());
    }

    private static void refused(ResultReason reason, Executable request) {
        KmipException refusal = assertThrows(KmipException.class, request);
        assertEquals(reason, refusal.reason(), refusal.getMessage());
    }
}
