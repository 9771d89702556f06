package io.lumenvault.cli.demo;

import io.lumenvault.cli.access.Enrolment;
import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.cli.process.ChildProcess;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.PrivateFile;
import io.lumenvault.cli.site.SiteSettings;
import io.lumenvault.cli.site.SoftHsmToken;
import io.lumenvault.db.cluster.PostgresCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One site of the demo: a server process with its own database, its own HSM token and its own certificate. */
public final class Site {

    private static final Duration READY_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(4);

    private final SitePlan plan;
    private final SitePlan peer;
    private final JavaCommand java;
    private final SoftHsmToken token;
    private final Participants participants;
    private final PostgresCluster database;
    private final Map<String, String> further = new LinkedHashMap<>();
    private ChildProcess server;

    Site(SitePlan plan, SitePlan peer, JavaCommand java, Path softHsm, Participants participants) {
        this.plan = plan;
        this.peer = peer;
        this.java = java;
        this.token = new SoftHsmToken(softHsm, plan.folder().resolve("hsm"), plan.tokenLabel());
        this.participants = participants;
        this.database = PostgresCluster.open(databaseFolder(), plan.folder().getParent());
    }

    /** Starts whatever of this site does not run, and returns when the server serves. */
    public void start() throws IOException {
        PrivateFile.folder(plan.folder());
        Parallel.run(this::startDatabase, this::makeToken);
        startServer();
    }

    private void startDatabase() throws IOException {
        if (!database.running()) {
            database.close();
            database.start();
        }
    }

    /** Makes the site's HSM token, where it is not there already. */
    public void makeToken() throws IOException {
        PrivateFile.folder(plan.folder());
        // Setting up what is set up already changes nothing, but takes a second of processor time.
        Path ready = token.folder().resolve("ready");
        if (Files.exists(ready)) {
            return;
        }
        token.create(java, plan.folder().resolve("hsm-setup.log"));
        PrivateFile.write(ready, "");
    }

    /** Starts the server process alone, on a database that runs, and returns when it serves. */
    public void startServer() throws IOException {
        if (server != null && server.alive()) {
            return;
        }
        Path configuration = plan.folder().resolve("lumenvault.properties");
        new SiteConfigurationFile(plan, participants, token, databaseFolder()).link(plan, peer).with(further).write(configuration);
        SiteSettings settings = SiteSettings.read(configuration);
        settings.database(database.jdbcUrl(), database);
        server = ChildProcess.start("site " + plan.id(), java.server(settings.writeForServer()), settings.environment(), log());
        server.awaitLine("lumenvault ready", READY_LIMIT);
        enrolOfficer();
    }

    /** A site that starts without an officer waits for its first, who makes the second. */
    private void enrolOfficer() throws IOException {
        Path code = plan.folder().resolve("state").resolve(Enrolment.FILE);
        if (Files.exists(code)) {
            try (JsonClient officer = new JsonClient(url(), participants.credential("officer"), participants.authority())) {
                Enrolment.enrol(officer, code);
                officer.change("POST", "/console/v1/principals", Map.of("name", "officer-2", "roles", List.of("officer")));
            }
        }
    }

    /** Sets a further property of the site, {@code lumenvault.<name>}, from its next start on. */
    public void setting(String name, String value) {
        further.put(name, value);
    }

    private Path databaseFolder() {
        return plan.folder().resolve("postgresql");
    }

    /** Ends the server process with SIGKILL; its database goes on. */
    public void killServer() {
        if (server != null) {
            server.kill();
        }
    }

    /** Ends server and database with SIGKILL, as a power cut would. */
    public void kill() throws IOException {
        killServer();
        database.kill();
    }

    /** Ends the server process in good order; its database goes on. */
    public void stopServer() throws IOException {
        stopServer(STOP_LIMIT);
    }

    /** The same for one that may take longer than usual. */
    void stopServer(Duration limit) throws IOException {
        if (server != null) {
            server.stop(limit);
        }
    }

    /** Ends the server process in good order, then its database. */
    public void stop() throws IOException {
        try {
            stopServer();
        } finally {
            database.close();
        }
    }

    /** Whether the server process and the database live. */
    public boolean running() {
        return server != null && server.alive() && database.running();
    }

    /** The KME ID: {@code A} or {@code B}. */
    public String id() {
        return plan.id();
    }

    /** Base URL of the HTTPS listener: ETSI GS QKD 014, ingest and console. */
    public String url() {
        return plan.url();
    }

    /** Base URL of the console's own listener, where a bearer token will do. */
    public String consoleUrl() {
        return plan.consoleUrl();
    }

    /** Loopback port of the HTTPS listener. */
    public int httpsPort() {
        return plan.httpsPort();
    }

    /** Loopback port of the KMIP listener. */
    public int kmipPort() {
        return plan.kmipPort();
    }

    /** The database, for tests that look into it or break it. */
    public PostgresCluster database() {
        return database;
    }

    /** Runs another program of the application as a process that reaches this site's HSM token: library, label and PIN file come first. */
    public List<String> hsmCommand(String mainClass, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(token.library().toString(), token.label(), token.pinFile().toString()));
        all.addAll(arguments);
        return java.main(mainClass, List.of(), all);
    }

    /** The environment in which a process finds this site's HSM token. */
    public Map<String, String> hsmEnvironment() {
        return token.environment();
    }

    /** The number of the server process. */
    public long pid() {
        return server.pid();
    }

    /** The output of the server process. */
    public Path log() {
        return plan.folder().resolve("server.log");
    }

    String lastWords() throws IOException {
        return server == null ? "the server was not started" : server.lastWords();
    }

    SitePlan plan() {
        return plan;
    }
}
