package io.lumenvault.cli.drill;

import io.lumenvault.cli.demo.Site;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Looks for the needles wherever a site could have left them, and notes the places. */
final class CanarySearch {

    private static final Duration DUMP_LIMIT = Duration.ofSeconds(120);
    private static final int SMALLEST_DUMP = 5 << 20;

    private final DrillSites sites;
    private final Needles needles;
    private final List<String> findings;
    private int heaps;
    private long rows;
    private long files;

    CanarySearch(DrillSites sites, Needles needles, List<String> findings) {
        this.sites = sites;
        this.needles = needles;
        this.findings = findings;
    }

    int heaps() {
        return heaps;
    }

    long rows() {
        return rows;
    }

    long files() {
        return files;
    }

    private void note(String where, Set<String> hits) {
        if (!hits.isEmpty()) {
            findings.add(where + ": " + hits);
        }
    }

    /** Command lines and environments. */
    void processesOf(Site site) throws IOException {
        List<Long> pids = new ArrayList<>(List.of(site.pid(), site.database().pid()));
        ProcessHandle.of(site.database().pid()).ifPresent(postmaster -> postmaster.descendants().forEach(child -> pids.add(child.pid())));
        Expect.that(pids.size() > 3, "processes of PostgreSQL");
        for (long pid : pids) {
            for (String file : List.of("cmdline", "environ")) {
                Path path = Path.of("/proc", Long.toString(pid), file);
                if (Files.exists(path)) {
                    note(site.id() + " process " + path, needles.in(Files.readAllBytes(path)));
                }
            }
        }
    }

    /** Every row of every table. */
    void tablesOf(Site site) throws IOException, SQLException {
        try (Connection connection = AuditRows.connectAsOwner(site); Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet found = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            Expect.that(tables.containsAll(List.of("managed_object", "audit_entry", "qkd_chunk")), "the tables of a site, not " + tables);
            for (String table : tables) {
                long count = 0;
                try (ResultSet found = statement.executeQuery("select t::text from \"" + table + "\" t")) {
                    for (; found.next(); count++) {
                        note(site.id() + " table " + table, needles.in(found.getString(1)));
                    }
                }
                Expect.that(count > 0 || !List.of("managed_object", "audit_entry", "qkd_block").contains(table), table + " to have rows");
                rows += count;
            }
        }
    }

    /** Logs, database with write-ahead log, token, certificates, state; not the programs and the dumps of this drill. */
    void allFiles() throws IOException {
        List<Path> searched = new ArrayList<>();
        Files.walkFileTree(sites.folder(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !file.toString().endsWith(".hprof")) {
                    note(file.toString(), needles.in(file));
                    searched.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE; // PostgreSQL removes files as it runs
            }
        });
        Expect.that(searched.stream().anyMatch(file -> file.toString().contains("/pg_wal/")), "a write-ahead log among the files");
        Expect.that(searched.stream().anyMatch(file -> file.endsWith("server.log")), "a log among the files");
        files += searched.size();
    }

    /**
     * Live objects only: what is garbage is the collector's to overwrite. Buffers outside the heap (sockets, TLS of the HTTPS listener)
     * are not in a dump.
     */
    void heapOf(Site site) throws IOException, InterruptedException {
        Path dump = sites.folder().resolve("heap-" + site.id() + ".hprof");
        Path log = sites.folder().resolve("jcmd.log");
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(site.pid()),
                "GC.heap_dump", "-overwrite", dump.toString()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Expect.that(jcmd.waitFor(DUMP_LIMIT.toSeconds(), TimeUnit.SECONDS) && jcmd.exitValue() == 0, "a heap dump, see " + log);
        Expect.that(Files.size(dump) > SMALLEST_DUMP, "a heap dump of a server, see " + dump);
        note(site.id() + " heap", needles.in(dump));
        Files.delete(dump);
        heaps++;
    }
}
