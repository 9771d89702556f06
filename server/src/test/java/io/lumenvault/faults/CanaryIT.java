package io.lumenvault.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.AuditRows;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Keys that are known to the test go through everything that the sites do, served and refused, well-formed and not. Afterwards they
 * are nowhere: in no log, no row, no file of a database or its write-ahead log, no process's command line or environment, and in no
 * object that lives on a server's heap. With {@code -Dlumenvault.canary.where=true} a hit is reported with its offset.
 */
class CanaryIT {

    private static final int SECRET_BYTES = 32;
    /** For whatever lives as long as a request and a little longer. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(3);
    private static final Duration DUMP_LIMIT = Duration.ofSeconds(60);

    @Test
    void keys_areNowhereButSealed() throws Exception {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        for (String name : List.of("registered key", "secret data", "QKD pattern", "refused key")) {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            secrets.put(name, secret);
        }
        Needles needles = new Needles(secrets);
        try (RunningSites sites = RunningSites.create("canary").startBoth()) {
            CanaryFlows flows = new CanaryFlows(sites, secrets);
            CanaryQkdFlows qkd = new CanaryQkdFlows(sites, secrets.get("QKD pattern"));
            flows.managedObjects();
            qkd.push();
            qkd.deliver();
            flows.freshObject();
            CanaryMessages.send(sites, secrets.get("refused key"));
            flows.databaseLost();
            qkd.misuse();
            Thread.sleep(AFTERWARDS);
            Map<String, Set<String>> found = new TreeMap<>();
            for (Site site : sites.both()) {
                processes(site, needles, found);
                tables(site, needles, found);
                heap(sites, site, needles, found);
            }
            files(sites.folder(), needles, found);
            sites.close();
            // What a clean stop flushes or writes.
            files(sites.folder(), needles, found);
            assertEquals(Map.of(), found);
        }
    }

    private static void note(Map<String, Set<String>> found, String where, Set<String> hits) {
        if (!hits.isEmpty()) {
            found.put(where, hits);
        }
    }

    private static void processes(Site site, Needles needles, Map<String, Set<String>> found) throws IOException {
        List<Long> pids = new ArrayList<>(List.of(site.pid(), site.database().pid()));
        ProcessHandle.of(site.database().pid()).ifPresent(postmaster -> postmaster.descendants().forEach(child -> pids.add(child.pid())));
        assertTrue(pids.size() > 3, "processes of PostgreSQL");
        for (long pid : pids) {
            for (String file : List.of("cmdline", "environ")) {
                Path path = Path.of("/proc", Long.toString(pid), file);
                if (Files.exists(path)) {
                    note(found, site.id() + " process " + path, needles.in(Files.readAllBytes(path)));
                }
            }
        }
    }

    private static void tables(Site site, Needles needles, Map<String, Set<String>> found) throws IOException, SQLException {
        try (Connection connection = AuditRows.connect(site); Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            assertTrue(tables.containsAll(List.of("managed_object", "audit_entry", "qkd_chunk")), tables::toString);
            for (String table : tables) {
                long count = 0;
                try (ResultSet rows = statement.executeQuery("select t::text from \"" + table + "\" t")) {
                    for (; rows.next(); count++) {
                        note(found, site.id() + " table " + table, needles.in(rows.getString(1)));
                    }
                }
                assertTrue(count > 0 || !List.of("managed_object", "audit_entry", "qkd_block").contains(table), table + " has rows");
            }
        }
    }

    /** Logs, database with write-ahead log, token, certificates, state; not the programs and the dumps of this test. */
    private static void files(Path folder, Needles needles, Map<String, Set<String>> found) throws IOException {
        List<Path> searched = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !file.toString().endsWith(".hprof")) {
                    note(found, file.toString(), needles.in(file));
                    searched.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE; // PostgreSQL removes files as it runs
            }
        });
        assertTrue(searched.stream().anyMatch(file -> file.toString().contains("/pg_wal/")), "the write-ahead log is searched");
        assertTrue(searched.stream().anyMatch(file -> file.endsWith("server.log")), "the log is searched");
    }

    /**
     * Live objects only: what is garbage is the collector's to overwrite. Buffers outside the heap (sockets, TLS of the HTTPS listener)
     * are not in a dump.
     */
    private static void heap(RunningSites sites, Site site, Needles needles, Map<String, Set<String>> found) throws Exception {
        Path dump = sites.folder().resolve("heap-" + site.id() + ".hprof");
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(site.pid()),
                "GC.heap_dump", "-overwrite", dump.toString()).redirectErrorStream(true)
                .redirectOutput(sites.folder().resolve("jcmd.log").toFile()).start();
        assertTrue(jcmd.waitFor(DUMP_LIMIT.toSeconds(), TimeUnit.SECONDS), "jcmd");
        assertEquals(0, jcmd.exitValue(), () -> "jcmd, see " + sites.folder().resolve("jcmd.log"));
        assertTrue(Files.size(dump) > 5 << 20, "a heap dump");
        note(found, site.id() + " heap", needles.in(dump));
    }
}
