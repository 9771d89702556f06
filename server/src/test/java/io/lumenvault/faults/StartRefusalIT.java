package io.lumenvault.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.lumenvault.cli.console.AuditCommand;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.AuditRows;
import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.cli.pki.CertificateAuthority;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.Purpose;
import io.lumenvault.cli.process.PrivateFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A server that lacks something says what, in one line, and is gone: no stack trace, no open port, no child. */
class StartRefusalIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String MARK = "LUMENVAULT_IT=" + UUID.randomUUID();
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static RunningSites sites;
    private static Site site;
    private static Properties good;

    @BeforeAll
    static void startOnce() throws IOException {
        sites = RunningSites.create("start-refusal");
        site = sites.a();
        site.start();
        site.stopServer();
        good = new Properties();
        try (Reader reader = Files.newBufferedReader(sites.folder(site).resolve("state").resolve("effective.properties"))) {
            good.load(reader);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (sites != null) {
            sites.close();
        }
    }

    /** Whatever was refused has broken nothing: with the good configuration the server starts and is ready. */
    @AfterEach
    void noLeftovers() throws IOException {
        assertEquals(List.of(), marked(), "processes left");
    }

    @Test
    void hsmLibraryAbsent() throws Exception {
        refused(with("hsm.library", "/nonexistent/libsofthsm2.so"), "/nonexistent/libsofthsm2\\.so");
    }

    @Test
    void hsmLibraryIsNoLibrary() throws Exception {
        Path text = write("no-library.so", "text");
        refused(with("hsm.library", text), Pattern.quote(text.toString()));
    }

    @Test
    void tokenAbsent() throws Exception {
        refused(with("hsm.token", "another-token"), "no token \"another-token\".*lumenvault-a");
    }

    @Test
    void wrongPin_doesNotLockTheToken() throws Exception {
        Path wrong = write("wrong-pin", "00000000");
        for (int i = 0; i < 3; i++) {
            refused(with("hsm.pin-file", wrong), "wrong PIN for token \"lumenvault-a\"");
        }
        startsWithGoodConfiguration();
    }

    @Test
    void pinFileReadableByOthers() throws Exception {
        Path open = write("open-pin", Files.readString(Path.of(value("hsm.pin-file"))));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        refused(with("hsm.pin-file", open), "open-pin has mode rw-r--r--");
    }

    @Test
    void pinFileAbsent() throws Exception {
        refused(with("hsm.pin-file", "/nonexistent/pin"), "/nonexistent/pin");
    }

    @Test
    void noPinNamed() throws Exception {
        refused(without("hsm.pin-file"), "no PIN: set lumenvault\\.hsm\\.pin-file");
    }

    @Test
    void databaseAbsent() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
            int port = free.getLocalPort();
            free.close();
            refused(with("database.url", "jdbc:postgresql://127.0.0.1:" + port + "/lumenvault"),
                    "the database jdbc:postgresql://127\\.0\\.0\\.1:" + port + "/lumenvault cannot be used");
        }
    }

    @Test
    void databaseSaysNothing() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, LOOPBACK)) {
            refused(with("database.url", "jdbc:postgresql://127.0.0.1:" + mute.getLocalPort() + "/lumenvault"), "the database .* cannot be used");
        }
    }

    @Test
    void databaseNameUnknown() throws Exception {
        refused(with("database.url", value("database.url").replaceAll("/lumenvault$", "/elsewhere")), "the database .*/elsewhere cannot be used");
    }

    @Test
    void databaseUrlOfAnotherKind() throws Exception {
        refused(with("database.url", "jdbc:mysql://127.0.0.1/lumenvault"), "the database jdbc:mysql:.* cannot be used");
    }

    @Test
    void databasePasswordWrong() throws Exception {
        refused(with("database.password-file", write("wrong-password", "wrong")), "the database .* cannot be used: .*password authentication failed");
    }

    @Test
    void databaseNotDurable() throws Exception {
        Properties login = new Properties();
        login.setProperty("user", value("database.user"));
        login.setProperty("password", Files.readString(Path.of(value("database.password-file"))).strip());
        try (Connection connection = DriverManager.getConnection(value("database.url"), login); var statement = connection.createStatement()) {
            statement.execute("alter role lumenvault set synchronous_commit = off");
            try {
                refused(settings -> { }, "synchronous_commit off");
            } finally {
                statement.execute("alter role lumenvault reset synchronous_commit");
            }
        }
    }

    @Test
    void httpsPortTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            refused(with("http.port", taken.getLocalPort()), "HTTPS address 127\\.0\\.0\\.1:" + taken.getLocalPort() + " cannot be used");
        }
    }

    @Test
    void kmipPortTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            refused(with("kmip.port", taken.getLocalPort()), "KMIP address 127\\.0\\.0\\.1:" + taken.getLocalPort() + " cannot be used");
        }
    }

    @Test
    void samePortForBoth() throws Exception {
        refused(with("kmip.port", value("http.port")), "lumenvault\\.http\\.port and lumenvault\\.kmip\\.port are both");
    }

    @Test
    void addressNotOfThisMachine() throws Exception {
        refused(with("http.host", "192.0.2.1"), "HTTPS address 192\\.0\\.2\\.1:.* cannot be used");
    }

    @Test
    void stateFolderNotWritable() throws Exception {
        Path file = write("a-file", "");
        // The superuser may write anywhere, but not below a file and not in /proc.
        refused(with("state", file.resolve("state")), "cannot write to the state folder .*a-file/state");
        refused(with("state", "/proc/lumenvault"), "cannot write to the state folder /proc/lumenvault");
    }

    @Test
    void keyMissing() throws Exception {
        refused(without("site"), "lumenvault\\.site");
        refused(without("database.url"), "lumenvault\\.database\\.url");
        refused(without("links." + RunningSites.LINK + ".module"), "lumenvault\\.links\\." + RunningSites.LINK + "\\.module");
    }

    @Test
    void keyUnknown() throws Exception {
        refused(with("databas.url", "jdbc:postgresql://127.0.0.1/x"), "lumenvault\\.databas\\.url");
    }

    @Test
    void roleUnknown() throws Exception {
        refused(with("principals.sae-a", "king"), "role 'king' does not exist; roles are application, ");
    }

    @Test
    void numberUnreadable() throws Exception {
        refused(with("http.port", "many"), "lumenvault\\.http\\.port");
        refused(with("kmip.port", 70000), "lumenvault\\.kmip\\.port|KMIP address .*70000");
        refused(with("hsm.sessions", 0), "sessions");
    }

    @Test
    void linkAddressUnreadable() throws Exception {
        refused(with("links." + RunningSites.LINK + ".peer-url", "::no url"), "lumenvault\\.links\\." + RunningSites.LINK + "\\.peer-url: '::no url'");
    }

    @Test
    void configurationAbsent() throws Exception {
        Path absent = sites.folder().resolve("absent.properties");
        refused(absent, "absent\\.properties");
    }

    @Test
    void configurationIsAFolder() throws Exception {
        refused(sites.folder(), Pattern.quote(sites.folder().toString()));
    }

    @Test
    void configurationEmpty() throws Exception {
        refused(write("empty.properties", ""), "lumenvault\\.");
    }

    @Test
    void configurationMalformed() throws Exception {
        refused(write("malformed.properties", "lumenvault.site=\\u00zz\n"), "malformed\\.properties");
    }

    @Test
    void certificateExpired() throws Exception {
        Instant now = Instant.now();
        Credential expired = authority().issue("expired", Purpose.SERVER_AND_CLIENT, now.minus(2, ChronoUnit.DAYS), now.minus(1, ChronoUnit.DAYS));
        refused(certificate(expired), "lumenvault\\.tls\\.certificate: .*has expired");
    }

    @Test
    void certificateNotYetValid() throws Exception {
        Instant now = Instant.now();
        Credential early = authority().issue("early", Purpose.SERVER_AND_CLIENT, now.plus(1, ChronoUnit.DAYS), now.plus(2, ChronoUnit.DAYS));
        refused(certificate(early), "lumenvault\\.tls\\.certificate: .*is not valid yet");
    }

    @Test
    void certificateOfAnotherKey() throws Exception {
        Credential one = authority().credential("one", Purpose.SERVER_AND_CLIENT);
        refused(with("tls.key", one.key()), "lumenvault\\.tls\\.key: .*does not belong to");
    }

    @Test
    void certificateUnreadable() throws Exception {
        refused(with("tls.certificate", write("no.pem", "nothing")), "lumenvault\\.tls\\.certificate: no certificate .*no\\.pem");
        refused(with("tls.ca", "/nonexistent/ca.pem"), "lumenvault\\.tls\\.ca: no certificate .*/nonexistent/ca\\.pem");
    }

    @Test
    void keyUnreadable() throws Exception {
        refused(with("tls.key", write("no.key", "nothing")), "lumenvault\\.tls\\.key: .*no\\.key");
        Path open = write("open.key", Files.readString(Path.of(value("tls.key"))));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
        refused(with("tls.key", open), "open\\.key");
    }

    /** The whole way: an older copy of the database lies in its place, two officers sign, and the log goes on and says so. */
    @Test
    void databaseTakenBack_isGoneOnFrom_whenTwoOfficersHaveSigned() throws Exception {
        site.startServer();
        site.stopServer();
        administer("create database earlier template lumenvault owner lumenvault_owner");
        startsWithGoodConfiguration();
        administer("alter database lumenvault rename to present", "alter database earlier rename to lumenvault");
        Consumer<Properties> officers = with("principals.fork-1", "officer").andThen(with("principals.fork-2", "officer"));
        refused(officers, "audit log rolled back from [0-9]+ to [0-9]+; to go on from there, 2 officers sign ");
        Path statement = sites.folder(site).resolve("state").resolve("audit-fork").resolve("statement");
        for (String officer : List.of("fork-1", "fork-2")) {
            refused(officers, "2 officers sign ");
            Credential credential = authority().credential(officer, Purpose.SERVER_AND_CLIENT);
            assertEquals(0, new CommandLine(new AuditCommand()).execute("fork", statement.toString(), "--cert", credential.certificate().toString(),
                    "--key", credential.key().toString()));
        }
        String found = Files.readAllLines(statement).get(5);
        site.setting("principals.fork-1", "officer");
        site.setting("principals.fork-2", "officer");
        site.startServer();
        try (HttpsCaller auditor = sites.https(site, "auditor"); Connection connection = AuditRows.connect(site);
                var statements = connection.createStatement()) {
            assertTrue(auditor.get("/console/v1/audit/verify").json().path("fault").isNull(), "the log is whole");
            try (var row = statements.executeQuery("select operation, convert_from(body, 'UTF8') from audit_leaf join audit_entry using (seq)"
                    + " where leaf_index = " + found)) {
                assertTrue(row.next());
                assertEquals("LOG_FORK", row.getString(1));
                assertTrue(row.getString(2).contains("\"officers\":\"fork-1 fork-2\""), row.getString(2));
            }
        } finally {
            site.stopServer();
            administer("drop database present");
        }
        assertTrue(Files.notExists(statement), "the signatures have been used");
        startsWithGoodConfiguration();
    }

    private static void administer(String... statements) throws Exception {
        try (Connection connection = AuditRows.connectAsSuperuser(site, site.database().jdbcUrl("postgres")); var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void startsWithGoodConfiguration() throws IOException {
        site.startServer();
        site.stopServer();
    }

    private static CertificateAuthority authority() throws IOException {
        return CertificateAuthority.open(sites.folder().resolve("pki"), "unused", InstantSource.system());
    }

    private static Consumer<Properties> certificate(Credential credential) {
        return with("tls.certificate", credential.certificate()).andThen(with("tls.key", credential.key()));
    }

    private static Consumer<Properties> with(String key, Object value) {
        return settings -> settings.setProperty("lumenvault." + key, value.toString());
    }

    private static Consumer<Properties> without(String key) {
        return settings -> settings.remove("lumenvault." + key);
    }

    private static String value(String key) {
        return good.getProperty("lumenvault." + key);
    }

    private static Path write(String name, String text) throws IOException {
        Path file = sites.folder().resolve(name);
        PrivateFile.write(file, text);
        return file;
    }

    private static void refused(Consumer<Properties> change, String cause) throws Exception {
        Properties settings = new Properties();
        settings.putAll(good);
        change.accept(settings);
        StringWriter text = new StringWriter();
        settings.store(text, null);
        refused(write("refused.properties", text.toString()), cause);
    }

    private static void refused(Path configuration, String cause) throws Exception {
        Path output = sites.folder().resolve("refused.out");
        Path errors = sites.folder().resolve("refused.err");
        ProcessBuilder command = new ProcessBuilder(RunningSites.java().server(configuration))
                .redirectOutput(output.toFile()).redirectError(errors.toFile());
        command.environment().putAll(site.hsmEnvironment());
        command.environment().put(MARK.substring(0, MARK.indexOf('=')), MARK.substring(MARK.indexOf('=') + 1));
        Process server = command.start();
        try {
            if (!server.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                fail("the server goes on after " + LIMIT + ": " + said(errors) + said(output));
            }
        } finally {
            server.destroyForcibly().waitFor();
        }
        assertNotEquals(0, server.exitValue(), "exit code");
        List<String> said = said(errors);
        assertEquals(1, said.size(), () -> "one line on standard error, not " + said);
        assertTrue(Pattern.compile("^lumenvault cannot start: .*(" + cause + ")").matcher(said.getFirst()).find(),
                () -> "a line that names " + cause + ", not " + said.getFirst());
        assertEquals(List.of(), said(output), "standard output");
        closed(Integer.parseInt(value("http.port")));
        closed(Integer.parseInt(value("kmip.port")));
    }

    private static List<String> said(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    }

    private static void closed(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), 1000);
            fail("port " + port + " is open");
        } catch (java.net.ConnectException _) {
            return;
        }
    }

    /** Processes that a refused server has left behind. */
    private static List<Path> marked() throws IOException {
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes.filter(folder -> folder.getFileName().toString().matches("[0-9]+")).filter(StartRefusalIT::carriesMark).toList();
        }
    }

    private static boolean carriesMark(Path process) {
        try {
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1).contains(MARK);
        } catch (IOException _) {
            return false; // it has just ended, or belongs to somebody else
        }
    }
}
