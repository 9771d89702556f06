package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.Purpose;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.CreateCredential;
import io.lumenvault.kmip.payload.Login;
import io.lumenvault.kmip.payload.Ticket;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** Clients that come by another certificate, and certificates that stand for nobody any more; over TLS, on a real site. */
@ExtendWith(SharedKmipSite.class)
class KmipReProvisionIT {

    private final KmipSite site;

    KmipReProvisionIT(KmipSite site) {
        this.site = site;
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
