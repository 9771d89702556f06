package io.lumenvault.server.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.cli.process.Ports;
import io.lumenvault.server.kmip.KmipSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** A real site with a console port, and who calls it over HTTPS. */
final class AccessSite implements AutoCloseable {

    private final Path folder;
    private final int consolePort;
    private final KmipSite site;

    private AccessSite(Path folder, int consolePort, KmipSite site) {
        this.folder = folder;
        this.consolePort = consolePort;
        this.site = site;
    }

    /** @param further further settings of the site, as lines of its configuration file */
    static AccessSite start(String test, String... further) throws IOException {
        Path folder = Path.of("target", test).toAbsolutePath();
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        int port = Ports.unusual().any();
        String[] settings = Arrays.copyOf(further, further.length + 1);
        settings[further.length] = "lumenvault.console.port=" + port;
        return new AccessSite(folder, port, KmipSite.start(Path.of("target", "quarkus-app").toAbsolutePath(), folder, settings));
    }

    KmipSite kmip() {
        return site;
    }

    Path folder() {
        return folder;
    }

    /** One that calls with its certificate. */
    JsonClient as(String name) throws IOException {
        return new JsonClient("https://127.0.0.1:" + site.httpsPort(), site.credential(name), site.authority().certificate());
    }

    /** One that calls the console's port without certificate. */
    JsonClient bearing(String token) throws IOException {
        return JsonClient.withToken("https://127.0.0.1:" + consolePort, token, site.authority().certificate());
    }

    /** The status of an answer to a caller. */
    int status(String name, String method, String path, String body) throws IOException {
        try (JsonClient client = as(name)) {
            return client.send(method, path, body.getBytes(java.nio.charset.StandardCharsets.UTF_8)).status();
        }
    }

    int status(String name, String path) throws IOException {
        return status(name, "GET", path, "");
    }

    /** A document that must be there. */
    JsonNode get(String name, String path) throws IOException {
        try (JsonClient client = as(name)) {
            return client.document(path, Map.of());
        }
    }

    /** What an officer changes, and may. */
    JsonNode change(String name, String method, String path, Map<String, ?> members) throws IOException {
        try (JsonClient client = as(name)) {
            return client.change(method, path, members);
        }
    }

    /** Number of entries of the audit log that meet a condition. */
    long entries(String condition) throws IOException, SQLException {
        Properties login = new Properties();
        login.setProperty("user", site.database().user());
        login.setProperty("password", Files.readString(site.database().passwordFile()).strip());
        try (Connection connection = DriverManager.getConnection(site.database().jdbcUrl(), login);
                var select = connection.prepareStatement("select count(*) from audit_entry where " + condition);
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws IOException {
        site.close();
    }
}
