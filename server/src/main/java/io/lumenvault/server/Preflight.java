package io.lumenvault.server;

import io.lumenvault.hsm.RootOfTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Looks at everything the node needs before any part of it starts, so that there is never a half-started server. */
final class Preflight {

    private static final String CONNECT_SECONDS = "5";

    private static final int MAX_PORT = 65_535;

    private Preflight() {}

    /**
     * Checks principals, links, files, ports, database, HSM and audit log in this order, and brings the schema up to date.
     *
     * @return the opened HSM, which the node goes on to use
     * @throws StartupException naming the first thing that is wrong
     */
    static RootOfTrust check(SiteConfig config) {
        requireOwn(config);
        requireDatabase(config.database());
        RootOfTrust hsm = HsmSettings.open(config.hsm());
        Schema.migrate(config, hsm);
        return hsm;
    }

    /** The same without the database, for the time when that does not run yet. */
    static RootOfTrust checkAllButDatabase(SiteConfig config) {
        requireOwn(config);
        return HsmSettings.open(config.hsm());
    }

    private static void requireOwn(SiteConfig config) {
        requirePrincipals(config);
        requireApprovals(config);
        config.links().forEach(Preflight::requirePeerAddress);
        requireAudit(config);
        requireWritable(config.state());
        HybridKeyExchange.apply(config.tls().hybridKeyExchange(), TlsFiles.check(config.tls()));
        requireDifferentPorts(config);
        requireFreePort("HTTPS", config.http().host(), config.http().port());
        requireFreePort("KMIP", config.kmip().host(), config.kmip().port());
        config.console().port().ifPresent(port -> requireFreePort("console", config.console().host(), port));
    }

    private static void requireApprovals(SiteConfig config) {
        try {
            new ConfiguredApprovals(config.approvals());
        } catch (IllegalArgumentException wrong) {
            throw new StartupException("lumenvault.approvals: " + wrong.getMessage());
        }
    }

    private static void requirePrincipals(SiteConfig config) {
        try {
            AccessComposition.directory(config);
        } catch (IllegalArgumentException wrong) {
            throw new StartupException("lumenvault.principals: " + wrong.getMessage());
        }
        try {
            AccessComposition.oidc(config);
        } catch (IllegalArgumentException wrong) {
            throw new StartupException("lumenvault.access.oidc: " + wrong.getMessage());
        }
    }

    /** The site's name stands in the audit log's, which C2SP signed notes write between blanks. */
    private static void requireAudit(SiteConfig config) {
        if (!config.site().matches("[^\\s+]{1,200}")) {
            throw new StartupException("lumenvault.site: '" + config.site() + "' must have 1 to 200 characters, no blanks and no plus sign");
        }
        if (config.audit().witnessSeconds() < 1 || config.audit().tokenSeconds() < 1) {
            throw new StartupException("lumenvault.audit.witness-seconds is " + config.audit().witnessSeconds() + " and lumenvault.audit.token-seconds "
                    + config.audit().tokenSeconds() + "; allowed are 1 and more");
        }
        if (config.audit().keepMonths().filter(months -> months < 1).isPresent()) {
            throw new StartupException("lumenvault.audit.keep-months is " + config.audit().keepMonths().get() + "; allowed are 1 and more, or nothing");
        }
        try {
            Composition.witnessClients(config);
        } catch (IllegalArgumentException wrong) {
            throw new StartupException("lumenvault.audit.witnesses." + wrong.getMessage());
        }
    }

    private static void requirePeerAddress(String link, SiteConfig.Link settings) {
        if (!settings.peerUrl().matches("https://[^/ ]+/?")) {
            throw new StartupException("lumenvault.links." + link + ".peer-url: '" + settings.peerUrl() + "' is not https://host:port");
        }
    }

    private static void requireWritable(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "write", ".probe"));
        } catch (IOException unwritable) {
            throw new StartupException("cannot write to the state folder " + folder + " (" + unwritable.getClass().getSimpleName() + ")");
        }
    }

    private static void requireDifferentPorts(SiteConfig config) {
        if (config.http().port() == config.kmip().port()) {
            throw new StartupException("lumenvault.http.port and lumenvault.kmip.port are both " + config.kmip().port());
        }
    }

    private static void requireFreePort(String name, String host, int port) {
        if (port < 1 || port > MAX_PORT) {
            throw new StartupException("the " + name + " address " + host + ":" + port + " cannot be used: ports are 1 to " + MAX_PORT);
        }
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
}
