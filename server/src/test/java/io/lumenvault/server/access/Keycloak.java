package io.lumenvault.server.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.cli.process.ChildProcess;
import io.lumenvault.cli.process.Ports;
import io.lumenvault.server.kmip.KmipSite;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Keycloak server on loopback, from the distribution that the build has unpacked, with the realm of {@code keycloak-realm.json}. */
final class Keycloak implements AutoCloseable {

    private static final Path DISTRIBUTIONS = Path.of("target", "keycloak").toAbsolutePath();
    private static final Duration START_LIMIT = Duration.ofSeconds(240);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final int port;
    private final String password;
    private final ChildProcess process;
    private final HttpClient http;

    private Keycloak(int port, String password, ChildProcess process, HttpClient http) {
        this.port = port;
        this.password = password;
        this.process = process;
        this.http = http;
    }

    /** @param tls its certificate, which is good for localhost */
    static Keycloak start(int port, Credential tls, Path authority, Path log) throws IOException {
        Path home = home();
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path imports = Files.createDirectories(home.resolve("data").resolve("import"));
        try (var realm = Keycloak.class.getResourceAsStream("keycloak-realm.json")) {
            Files.writeString(imports.resolve("lumenvault.json"),
                    new String(realm.readAllBytes(), StandardCharsets.UTF_8).replace("PASSWORD", password));
        }
        Files.deleteIfExists(log);
        ChildProcess process = ChildProcess.start("Keycloak", List.of(home.resolve("bin").resolve("kc.sh").toString(), "start-dev",
                "--import-realm", "--db=dev-mem", "--http-host=127.0.0.1", "--http-port=" + Ports.unusual().any(), "--https-port=" + port,
                "--hostname=https://localhost:" + port, "--https-certificate-file=" + tls.certificate(), "--https-certificate-key-file=" + tls.key()),
                Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m",
                        "JAVA_OPTS_APPEND", String.join(" ", KmipSite.OPTIMISED_WHERE_OFTEN)), log);
        awaitStart(process, log);
        return new Keycloak(port, password, process, HttpClient.newBuilder().sslContext(MutualTls.trusting(authority)).build());
    }

    /** Its log says where it listens, at the end of a line; the first start on a machine takes longest. */
    private static void awaitStart(ChildProcess process, Path log) throws IOException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.readString(log).contains("Listening on: ")) {
            if (process.awaitEnd(POLL) || System.nanoTime() > end) {
                process.stop(STOP_LIMIT);
                throw new IOException("Keycloak did not start: " + process.lastWords() + " (log: " + log + ")");
            }
        }
    }

    private static Path home() throws IOException {
        try (Stream<Path> unpacked = Files.list(DISTRIBUTIONS)) {
            return unpacked.filter(folder -> folder.getFileName().toString().startsWith("keycloak-")).findFirst()
                    .orElseThrow(() -> new IOException("no Keycloak has been unpacked into " + DISTRIBUTIONS));
        }
    }

    String issuer() {
        return "https://localhost:" + port + "/realms/lumenvault";
    }

    /** An access token, got with the user's password by a client of the realm. */
    String token(String user, String client) throws IOException, InterruptedException {
        String form = Map.of("grant_type", "password", "client_id", client, "username", user, "password", password, "scope", "openid")
                .entrySet().stream().map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .reduce((a, b) -> a + "&" + b).orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(form)).build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("Keycloak answered " + answer.statusCode() + ": " + answer.body());
        }
        return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
    }

    /** Its script starts Java as a child of its own. */
    @Override
    public void close() throws IOException {
        http.shutdownNow();
        List<ProcessHandle> children = ProcessHandle.of(process.pid()).map(shell -> shell.descendants().toList()).orElse(List.of());
        process.stop(STOP_LIMIT);
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
