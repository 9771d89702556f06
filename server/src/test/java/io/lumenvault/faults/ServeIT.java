package io.lumenvault.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.cli.process.ChildProcess;
import io.lumenvault.cli.process.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command {@code serve} on the file of a site that the demo has made and ended. */
class ServeIT {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private static RunningSites sites;
    private static Site site;
    private static Path configuration;

    @BeforeAll
    static void makeSite() throws IOException {
        sites = RunningSites.create("serve");
        site = sites.a();
        site.start();
        site.stop();
        configuration = sites.folder(site).resolve("lumenvault.properties");
    }

    @AfterAll
    static void close() throws IOException {
        if (sites != null) {
            sites.close();
        }
    }

    private static ChildProcess serve(Path file, Path log) throws IOException {
        List<String> flags = List.of("-Dlumenvault.app=" + RunningSites.java().application());
        return ChildProcess.start("serve", RunningSites.java().main("io.lumenvault.cli.Main", flags, List.of("serve", "--config", file.toString())),
                Map.of(), log);
    }

    @Test
    void fileOfTheDemo_runsTheSiteWithItsDatabase_untilTold() throws Exception {
        ChildProcess serve = serve(configuration, sites.folder().resolve("serve.log"));
        try {
            serve.awaitLine("lumenvault ready", START_LIMIT);
            try (HttpsCaller sae = sites.https(site, "sae-a")) {
                assertEquals(200, sae.get("/api/v1/keys/sae-b/status").status());
            }
            serve.terminate();
            assertTrue(serve.awaitEnd(STOP_LIMIT));
            assertFalse(Files.exists(site.database().dataFolder().resolve("postmaster.pid")), "its database has ended with it");
        } finally {
            serve.kill();
        }
    }

    @Test
    void hsmAbsent_isOneLine_andNoDatabaseIsMade() throws Exception {
        Path database = sites.folder().resolve("unmade-database");
        String settings = Files.readString(configuration)
                .replaceAll("(?m)^lumenvault.hsm.library=.*", "lumenvault.hsm.library=/nonexistent/libsofthsm2.so")
                .replaceAll("(?m)^lumenvault.database.folder=.*", "lumenvault.database.folder=" + database);
        Path file = sites.folder().resolve("no-hsm.properties");
        PrivateFile.write(file, settings);
        Path log = sites.folder().resolve("no-hsm.log");
        ChildProcess serve = serve(file, log);
        assertTrue(serve.awaitEnd(START_LIMIT));
        assertEquals(1, serve.exitCode());
        assertEquals("lumenvault cannot start: the HSM cannot be used: PKCS#11 library /nonexistent/libsofthsm2.so does not exist\n", Files.readString(log));
        assertFalse(Files.exists(database), "no database was made");
    }
}
