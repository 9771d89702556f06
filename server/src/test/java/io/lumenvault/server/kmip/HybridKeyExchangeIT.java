package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.process.TemporaryFolder;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.spec.ProtocolVersion;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A site whose TLS prefers hybrid key exchange. */
class HybridKeyExchangeIT {

    private static final String CLIENT = "kmip-client-a";
    private static final int TIMEOUT_MILLIS = 20_000;
    /** Extension key_share of a ServerHello (RFC 8446 section 4.2.8) with group 0x11EC, X25519MLKEM768, and its 1,120 bytes. */
    private static final String HYBRID_SHARE = "0033" + "0464" + "11ec" + "0460";

    private static TemporaryFolder folder;
    private static KmipSite site;

    @BeforeAll
    static void start() throws IOException {
        folder = TemporaryFolder.create("lumenvault-hybrid");
        site = KmipSite.start(Path.of("target", "quarkus-app").toAbsolutePath(), folder.path(), "lumenvault.tls.hybrid-key-exchange=preferred");
    }

    @AfterAll
    static void stop() throws IOException {
        try (TemporaryFolder closed = folder) {
            if (site != null) {
                site.close();
            }
        }
    }

    @Test
    void clientThatHasIt_agreesByX25519AndMlKem_onBothListeners() throws Exception {
        assertTrue(serverHello(site.port(), "X25519MLKEM768", "secp256r1").contains(HYBRID_SHARE));
        assertTrue(serverHello(site.httpsPort(), "X25519MLKEM768", "secp256r1").contains(HYBRID_SHARE));
    }

    @Test
    void clientThatHasOnlyCurves_isServedByThem() throws Exception {
        assertFalse(serverHello(site.port(), "x25519", "secp256r1").contains(HYBRID_SHARE));
        try (KmipClient client = site.client(CLIENT, ProtocolVersion.V2_1)) {
            client.discoverVersions();
        }
        try (var https = site.https("auditor")) {
            assertEquals(200, https.get("/console/v1/audit").status());
        }
    }

    /** Shakes hands, and returns what the server sent meanwhile, in hexadecimal. */
    private static String serverHello(int port, String... groups) throws Exception {
        try (Recorded plain = new Recorded()) {
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setNamedGroups(groups);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertEquals("TLSv1.3", socket.getSession().getProtocol());
            return HexFormat.of().formatHex(plain.received.toByteArray());
        }
    }

    private static SSLContext context() throws Exception {
        BouncyCastleJsseProvider tls = new BouncyCastleJsseProvider(false, new JcaTlsCryptoProvider().setProvider(new BouncyCastleProvider()));
        Credential own = site.credential(CLIENT);
        KeyStore keys = store();
        keys.setKeyEntry("own", key(own.key()), new char[0], new Certificate[] {certificate(own.certificate())});
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX", tls);
        keyManagers.init(keys, new char[0]);
        KeyStore trusted = store();
        trusted.setCertificateEntry("authority", certificate(site.authority().certificate()));
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX", tls);
        trustManagers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS", tls);
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    private static Certificate certificate(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static PrivateKey key(Path pem) throws Exception {
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(pem))) {
            return new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) parser.readObject());
        }
    }

    private static KeyStore store() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** A socket that remembers what came. */
    private static final class Recorded extends Socket {

        private final ByteArrayOutputStream received = new ByteArrayOutputStream();

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {

                @Override
                public int read() throws IOException {
                    int one = super.read();
                    if (one >= 0) {
                        received.write(one);
                    }
                    return one;
                }

                @Override
                public int read(byte[] into, int from, int most) throws IOException {
                    int count = super.read(into, from, most);
                    if (count > 0) {
                        received.write(into, from, count);
                    }
                    return count;
                }
            };
        }
    }
}
