package io.lumenvault.server;

import io.lumenvault.hsm.HsmException;
import io.lumenvault.hsm.Pkcs11RootOfTrust;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;

/** Looks at everything the node needs before any part of it starts, so that there is never a half-started server. */
final class Preflight {

    private static final String CONNECT_SECONDS = "5";

    private Preflight() {}

    /**
     * Checks files, ports, database and HSM in this order.
     *
     * @return the opened HSM, which the node goes on to use
     * @throws StartupException naming the first thing that is wrong
     */
    static Pkcs11RootOfTrust check(SiteConfig config) {
        requireWritable(config.state());
        requireCertificate("lumenvault.tls.certificate", config.tls().certificate());
        requireCertificate("lumenvault.tls.ca", config.tls().ca());
        SecretFile.requirePrivate(config.tls().key());
        requireFreePort("HTTPS", config.http().host(), config.http().port());
        requireFreePort("KMIP", config.kmip().host(), config.kmip().port());
        requireDatabase(config.database());
        return openHsm(config.hsm());
    }

    private static void requireWritable(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "write", ".probe"));
        } catch (IOException unwritable) {
            throw new StartupException("cannot write to the state folder " + folder + " (" + unwritable.getClass().getSimpleName() + ")");
        }
    }

    private static void requireCertificate(String key, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            if (certificate.getNotAfter().before(Date.from(Instant.now()))) {
                throw new StartupException(key + ": the certificate in " + file + " expired on "
                        + certificate.getNotAfter().toInstant());
            }
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new StartupException(key + ": no certificate can be read from " + file);
        }
    }

    private static void requireFreePort(String name, String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException taken) {
            throw new StartupException("the " + name + " address " + host + ":" + port + " cannot be used: "
                    + taken.getMessage());
        }
    }

    private static void requireDatabase(SiteConfig.Database database) {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", SecretFile.text(database.passwordFile()));
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", CONNECT_SECONDS);
        try (Connection connection = DriverManager.getConnection(database.url(), properties)) {
            requireDurable(connection);
        } catch (SQLException refused) {
            throw new StartupException("the database " + database.url() + " cannot be used: " + refused.getMessage());
        }
    }

    /** An acknowledged key must survive a power cut, so a database that does not flush its commits is refused. */
    private static void requireDurable(Connection connection) throws SQLException {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            try (var select = connection.prepareStatement("select current_setting(?)")) {
                select.setString(1, setting);
                try (var row = select.executeQuery()) {
                    row.next();
                    if ("off".equals(row.getString(1))) {
                        throw new StartupException("the database has " + setting + " off: an acknowledged key could be lost");
                    }
                }
            }
        }
    }

    private static Pkcs11RootOfTrust openHsm(SiteConfig.Hsm hsm) {
        try {
            return Pkcs11RootOfTrust.open(HsmSettings.of(hsm));
        } catch (HsmException | IllegalArgumentException refused) {
            throw new StartupException("the HSM cannot be used: " + refused.getMessage());
        }
    }
}
