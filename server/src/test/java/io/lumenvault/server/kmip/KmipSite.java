package io.lumenvault.server.kmip;

import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.cli.pki.CertificateAuthority;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.cli.pki.Purpose;
import io.lumenvault.cli.process.ChildProcess;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import io.lumenvault.db.cluster.PostgresCluster;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.spec.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** One real site for tests: server process, PostgreSQL, SoftHSM2 token and certificates, in a folder of its own. */
public final class KmipSite implements AutoCloseable {

    /**
     * For servers that verify many passwords, which the JVM's second compiler makes ten times as fast: it compiles what runs very often,
     * and nothing else. A server of a few seconds does better without it.
     */
    public static final List<String> OPTIMISED_WHERE_OFTEN = List.of("-XX:TieredStopAtLevel=4", "-XX:Tier4InvocationThreshold=60000",
            "-XX:Tier4MinInvocationThreshold=30000", "-XX:Tier4CompileThreshold=100000", "-XX:Tier4BackEdgeThreshold=400000");

    private final Path folder;
    private final CertificateAuthority authority;
    private final PostgresCluster database;
    private final int port;
    private final int httpsPort;
    private final Launch launch;
    private ChildProcess server;

    private KmipSite(Path folder, CertificateAuthority authority, PostgresCluster database, int port, int httpsPort, Launch launch)
            throws IOException {
        this.folder = folder;
        this.authority = authority;
        this.database = database;
        this.port = port;
        this.httpsPort = httpsPort;
        this.launch = launch;
        this.server = launch.server();
    }

    /** How the server is started. */
    private record Launch(List<String> command, Map<String, String> environment, Path log) {

        ChildProcess server() throws IOException {
            ChildProcess server = ChildProcess.start("server", command, environment, log);
            server.awaitLine("lumenvault ready", Duration.ofSeconds(120));
            return server;
        }
    }

    /** @param further further settings of the site, as lines of its configuration file */
    public static KmipSite start(Path application, Path folder, String... further) throws IOException {
        return start(application, folder, List.of(), further);
    }

    /**
     * @param options further options of the server's JVM
     * @param further further settings of the site, as lines of its configuration file
     */
    static KmipSite start(Path application, Path folder, List<String> options, String... further) throws IOException {
        Files.createDirectories(folder);
        CertificateAuthority authority = CertificateAuthority.open(folder.resolve("pki"), "KMIP test CA", InstantSource.system());
        PostgresCluster database = PostgresCluster.open(folder.resolve("postgresql"));
        database.start();
        JavaCommand java = new JavaCommand(application);
        Path token = folder.resolve("hsm");
        Map<String, String> hsm = Map.of("SOFTHSM2_CONF", token.resolve("softhsm2.conf").toString());
        ChildProcess setup = ChildProcess.start("token", java.main("io.lumenvault.hsm.TokenSetupMain", List.of(),
                List.of(SoftHsm.library().toString(), token.toString(), "kmip-test")), hsm, folder.resolve("token.log"));
        setup.awaitEnd(Duration.ofSeconds(60));
        Ports ports = Ports.unusual();
        int port = ports.any();
        int httpsPort = ports.any();
        Path configuration = folder.resolve("lumenvault.properties");
        Files.writeString(configuration, configuration(folder, authority, database, httpsPort, port)
                + String.join("\n", further) + "\n");
        List<String> server = new ArrayList<>(java.server(configuration));
        server.addAll(server.indexOf("-jar"), options);
        return new KmipSite(folder, authority, database, port, httpsPort, new Launch(server, hsm, folder.resolve("server.log")));
    }

    private static String configuration(Path folder, CertificateAuthority authority, PostgresCluster database, int https, int kmip)
            throws IOException {
        Credential own = authority.credential("site-a", Purpose.SERVER_AND_CLIENT);
        return """
                lumenvault.site=A
                lumenvault.state=%s
                lumenvault.http.port=%d
                lumenvault.kmip.port=%d
                lumenvault.tls.certificate=%s
                lumenvault.tls.key=%s
                lumenvault.tls.ca=%s
                lumenvault.hsm.library=%s
                lumenvault.hsm.token=kmip-test
                lumenvault.hsm.pin-file=%s
                lumenvault.database.url=%s
                lumenvault.database.user=%s
                lumenvault.database.password-file=%s
                lumenvault.database.owner-user=%s
                lumenvault.database.owner-password-file=%s
                lumenvault.principals.kmip-client-a=application
                lumenvault.principals.kmip-other=application
                lumenvault.principals.conformance=application
                lumenvault.principals.auditor=auditor
                lumenvault.saes.sae-a=A
                lumenvault.saes.sae-b=B
                lumenvault.links.link-ab.peer-site=B
                lumenvault.links.link-ab.peer-url=https://127.0.0.1:1
                lumenvault.links.link-ab.peer-principal=site-b
                lumenvault.links.link-ab.module=alice
                lumenvault.links.link-ab.kmip-pairs=kmip-client-a:kmip-client-b
                """.formatted(folder.resolve("state"), https, kmip, own.certificate(), own.key(), authority.certificate(),
                SoftHsm.library(), folder.resolve("hsm").resolve("pin"), database.jdbcUrl(), database.user(),
                database.passwordFile(), database.owner(), database.ownerPasswordFile());
    }

    int port() {
        return port;
    }

    public int httpsPort() {
        return httpsPort;
    }

    HttpsCaller https(String name) throws IOException {
        return new HttpsCaller("https://127.0.0.1:" + httpsPort, tls(name));
    }

    public PostgresCluster database() {
        return database;
    }

    public CertificateAuthority authority() {
        return authority;
    }

    Path log() {
        return folder.resolve("server.log");
    }

    public Credential credential(String name) throws IOException {
        return authority.credential(name, Purpose.CLIENT);
    }

    SSLContext tls(String name) throws IOException {
        return MutualTls.context(credential(name), authority.certificate());
    }

    public KmipClient client(String name, ProtocolVersion version) throws IOException {
        return KmipClient.builder("127.0.0.1", port, tls(name)).version(version).build();
    }

    /** Ends the server with SIGKILL; its database goes on. */
    public void killServer() {
        server.kill();
    }

    /** Ends the server, changes its configuration file and starts it again. */
    void restart(UnaryOperator<String> change) throws IOException {
        server.stop(Duration.ofSeconds(10));
        Path configuration = folder.resolve("lumenvault.properties");
        Files.writeString(configuration, change.apply(Files.readString(configuration)));
        server = launch.server();
    }

    KmipClient clientWithPreview(String name) throws IOException {
        return KmipClient.builder("127.0.0.1", port, tls(name)).preview().build();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop(Duration.ofSeconds(10));
        } finally {
            database.close();
        }
    }

    /** Keeps a site up until standard input ends, for trying things by hand. */
    public static void main(String[] arguments) throws IOException {
        try (KmipSite site = start(Path.of(arguments[0]), Path.of(arguments[1]))) {
            for (String name : List.of("kmip-client-a", "kmip-other", "sae-x")) {
                site.credential(name);
            }
            System.out.println("port " + site.port());
            System.in.read();
        }
    }
}
