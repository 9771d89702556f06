package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.cli.pki.Purpose;
import io.lumenvault.cli.process.PrivateFile;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.Link;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.CreateCredential;
import io.lumenvault.kmip.payload.Import;
import io.lumenvault.kmip.payload.Login;
import io.lumenvault.kmip.payload.Ticket;
import io.lumenvault.kmip.spec.CertificateRequestType;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Clients that come by another certificate, and certificates that stand for nobody any more; over TLS, on a real site. */
@ExtendWith(SharedKmipSite.class)
class KmipReProvisionIT {

    private final KmipSite site;
    private final SiteRows rows;

    KmipReProvisionIT(KmipSite site) {
        this.site = site;
        this.rows = new SiteRows(site);
    }

    @Test
    void reProvision_putsAnotherCertificateInThePlaceOfTheFirst_whichIsGoodNoMore() throws Exception {
        SSLContext before = site.tls("renewed");
        ManagedObject foreign = certificate(site.credential("kmip-other"));
        ManagedObject old = certificate(site.credential("renewed"));
        ManagedObject replacement = certificate(another("renewed"));
        SSLContext after = site.tls("renewed");
        String key;
        String stored;
        Ticket ticket;
        try (KmipClient client = client(before)) {
            refused(ResultReason.FEATURE_NOT_SUPPORTED, () -> client.certificates().reProvision(null));
            refused(ResultReason.INVALID_FIELD, () -> client.certificates().reProvision(foreign));
            refused(ResultReason.INVALID_FIELD, () -> client.certificates().reProvision(old));
            key = key(client);
            ticket = client.server().login(new Login.Request(null, null, null));
            stored = client.certificates().reProvision(replacement);
            assertEquals(1, rows.count("select count(*) from managed_object object join revoked_certificate revoked"
                    + " on revoked.xmin = object.xmin and revoked.principal = object.owner where object.uid = ?::uuid", stored),
                    "one transaction stores the one and ends the other");
            assertEquals(1, rows.audited("renewed", "Re-Provision", "served", stored));
            refused(ResultReason.PERMISSION_DENIED, () -> client.get(key));
        }
        try (KmipClient client = client(after)) {
            assertEquals(ObjectType.SYMMETRIC_KEY, client.get(key).objectType());
            assertArrayEquals(((ManagedObject.Certificate) replacement).value(), ((ManagedObject.Certificate) client.get(stored)).value());
            refused(ResultReason.INVALID_FIELD, () -> client.certificates().reProvision(old));
            refused(ResultReason.INVALID_TICKET, () -> client.server().logout(ticket));
        }
        try (KmipClient client = client(before)) {
            refused(ResultReason.PERMISSION_DENIED, () -> client.certificates().reProvision(replacement));
        }
        assertEquals(1, rows.count("select count(*) from audit_entry where principal = ? and operation = 'Re-Provision'"
                + " and result = 'served'", "renewed"), "nothing was done, nor undone, for those that were refused");
    }

    @BeforeAll
    static void keepAuthorityOfTheClients(KmipSite site) throws Exception {
        try (KmipClient owner = site.client("kmip-other", ProtocolVersion.V2_1)) {
            String key = owner.register(new ManagedObject.PrivateKey(KeyBlock.of(KeyFormatType.PKCS_8,
                            pem(site.authority().certificate().resolveSibling("ca.key")), CryptographicAlgorithm.EC, 256)),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.CERTIFICATE_SIGN)),
                    Attribute.of(AttributeType.ACTIVATION_DATE, Instant.now().minusSeconds(60)));
            owner.keys().importObject(new Import.Request(UniqueIdentifier.of(SharedKmipSite.CLIENT_AUTHORITY.toString()),
                    ObjectType.CERTIFICATE, null, null,
                    List.of(Attribute.of(AttributeType.LINK, new Link(LinkType.PRIVATE_KEY_LINK, UniqueIdentifier.of(key))),
                            Attribute.of(AttributeType.ACTIVATION_DATE, Instant.now().minusSeconds(60))),
                    new ManagedObject.Certificate(CertificateType.X_509, pem(site.authority().certificate()))));
        }
    }

    @Test
    void requestOfTheClient_isSigned_forItselfAlone_andNeverForAServer(@TempDir Path folder) throws Exception {
        KeyPair pair = pair();
        X509Certificate issued;
        try (KmipClient client = client(site.tls("requesting"))) {
            refused(ResultReason.INVALID_FIELD, () -> client.certificates().reProvisionBy(request("renewed", pair, pair)));
            refused(ResultReason.INVALID_FIELD, () -> client.certificates().reProvisionBy(request("requesting", pair, pair())));
            client.server().ping();
            issued = x509(client.certificates().reProvisionBy(request("requesting", pair, pair)).value());
            refused(ResultReason.PERMISSION_DENIED, () -> key(client));
        }
        issued.verify(x509(pem(site.authority().certificate())).getPublicKey());
        assertArrayEquals(pair.getPublic().getEncoded(), issued.getPublicKey().getEncoded());
        assertEquals(List.of("1.3.6.1.5.5.7.3.2"), issued.getExtendedKeyUsage());
        assertNull(issued.getSubjectAlternativeNames());
        assertEquals(-1, issued.getBasicConstraints());
        Credential renewed = new Credential("requesting", folder.resolve("own.pem"), folder.resolve("own.key"));
        write(renewed.certificate(), "CERTIFICATE", issued.getEncoded());
        write(renewed.key(), "PRIVATE KEY", pair.getPrivate().getEncoded());
        try (KmipClient client = client(MutualTls.context(renewed, site.authority().certificate()))) {
            key(client);
        }
    }

    @Test
    void requestOfOfficers_isNotSigned() throws Exception {
        KeyPair pair = pair();
        try (KmipClient officer = client(site.tls("administrator"))) {
            refused(ResultReason.PERMISSION_DENIED, () -> officer.certificates().reProvisionBy(request("administrator", pair, pair)));
        }
    }

    /** That asks for a server's certificate, too. */
    private static ManagedObject.CertificateRequest request(String name, KeyPair pair, KeyPair signing) throws Exception {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.dNSName, "site-a")));
        return new ManagedObject.CertificateRequest(CertificateRequestType.PKCS_10,
                new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=" + name), pair.getPublic())
                        .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signing.getPrivate())).getEncoded());
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] pem(Path file) throws IOException {
        try (PemReader reader = new PemReader(Files.newBufferedReader(file))) {
            return reader.readPemObject().getContent();
        }
    }

    private static void write(Path file, String type, byte[] content) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        }
        PrivateFile.write(file, text.toString());
    }

    private static X509Certificate x509(byte[] der) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    @Test
    void userOfACertificate_isReProvisioned_andLosesItWhenItIsWithdrawn() throws Exception {
        ManagedObject first = certificate(site.credential("bound-user"));
        SSLContext before = site.tls("bound-user");
        makeUser("bound-user", (ManagedObject.Certificate) first);
        ManagedObject replacement = certificate(another("bound-user"));
        SSLContext after = site.tls("bound-user");
        try (KmipClient client = client(before); KmipClient unbound = client(after)) {
            refused(ResultReason.PERMISSION_DENIED, () -> key(unbound));
            client.certificates().reProvision(replacement);
            key(unbound);
            refused(ResultReason.PERMISSION_DENIED, () -> key(client));
            withdraw("bound-user");
            refused(ResultReason.PERMISSION_DENIED, () -> key(unbound));
        }
        another("bound-user");
        try (KmipClient thirdOfThatName = client(site.tls("bound-user"))) {
            refused(ResultReason.PERMISSION_DENIED, () -> key(thirdOfThatName));
        }
    }

    private void withdraw(String user) throws IOException, InterruptedException {
        try (HttpsCaller officer = site.https("administrator")) {
            for (var credential : officer.get("/console/v1/principals/" + user + "/credentials").json().path("credentials")) {
                if (credential.path("withdrawn_at").isNull()) {
                    assertEquals(204, officer.send("DELETE", "/console/v1/credentials/" + credential.path("id").asText(), null,
                            BodyPublishers.noBody()).status());
                }
            }
        }
    }

    private void makeUser(String name, ManagedObject.Certificate certificate) throws IOException {
        try (KmipClient officer = KmipClient.builder("127.0.0.1", site.port(), site.tls("administrator")).preview().build()) {
            String credential = officer.server().createCredential(new CreateCredential.Request(CredentialType.CERTIFICATE, Attributes.NONE,
                    Structure.of(Tag.CERTIFICATE, new Item.Enumeration(Tag.CERTIFICATE_TYPE, CertificateType.X_509.code()),
                            new Item.Bytes(Tag.CERTIFICATE_VALUE, certificate.value()))));
            officer.server().createUser(Attribute.name(name), Attribute.of(AttributeType.CREDENTIAL_LINK,
                    new Item.Text(Tag.CREDENTIAL_LINK, ItemType.REFERENCE, credential.getBytes(StandardCharsets.UTF_8))));
        }
    }

    private Credential another(String name) throws IOException {
        Instant now = Instant.now();
        return site.authority().issue(name, Purpose.CLIENT, now.minus(Duration.ofMinutes(5)), now.plus(Duration.ofDays(90)));
    }

    private static ManagedObject certificate(Credential credential) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(credential.certificate())) {
            return new ManagedObject.Certificate(CertificateType.X_509,
                    CertificateFactory.getInstance("X.509").generateCertificate(pem).getEncoded());
        }
    }

    private KmipClient client(SSLContext tls) {
        return KmipClient.builder("127.0.0.1", site.port(), tls).version(ProtocolVersion.V2_1).build();
    }

    private static String key(KmipClient client) throws IOException {
        return client.create(ObjectType.SYMMETRIC_KEY, Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.ENCRYPT)));
    }

    private static void refused(ResultReason reason, Executable request) {
        KmipException refusal = assertThrows(KmipException.class, request);
        assertEquals(reason, refusal.reason(), refusal.getMessage());
    }
}
