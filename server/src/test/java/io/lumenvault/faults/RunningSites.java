package io.lumenvault.faults;

import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.demo.TwoSites;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.qkd.ingest.IngestClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** Sites A and B as real processes in a folder of their own under {@code target/it}; the tests push the link's blocks themselves. */
final class RunningSites implements AutoCloseable {

    /** The link that joins the sites. */
    static final String LINK = "link-ab";

    private static final Path ALL = Path.of("target", "it").toAbsolutePath();
    private static final Path PROGRAMS = ALL.resolve("programs");
    /** PostgreSQL's user passes through. */
    private static final FileAttribute<?> PASSABLE = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x"));
    private static final JavaCommand JAVA = new JavaCommand(Path.of("target", "quarkus-app").toAbsolutePath());
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    private final TwoSites sites;

    private RunningSites(TwoSites sites) {
        this.sites = sites;
    }

    /** New sites, not started. */
    static RunningSites create(String test) throws IOException {
        Path folder = ALL.resolve(test);
        delete(folder);
        linkDatabasePrograms(folder);
        return new RunningSites(TwoSites.open(folder, JAVA, SoftHsm.library(), Ports.unusual()));
    }

    /** Files of earlier runs go; other runs' files stay for whoever looks for what went wrong. */
    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** PostgreSQL is unpacked by the first test and shared by the others. */
    private static void linkDatabasePrograms(Path folder) throws IOException {
        Files.createDirectories(PROGRAMS, PASSABLE);
        Files.createDirectories(folder, PASSABLE);
        try (Stream<Path> unpacked = Files.find(ALL, 2, (file, found) -> found.isDirectory() && file.getFileName().toString().startsWith("postgresql-"))) {
            for (Path programs : unpacked.toList()) {
                Path kept = PROGRAMS.resolve(programs.getFileName());
                if (Files.notExists(kept)) {
                    Files.move(programs, kept);
                }
                if (Files.notExists(folder.resolve(programs.getFileName()))) {
                    Files.createSymbolicLink(folder.resolve(programs.getFileName()), kept);
                }
            }
        }
    }

    RunningSites startBoth() throws IOException {
        sites.a().start();
        sites.b().start();
        return this;
    }

    static JavaCommand java() {
        return JAVA;
    }

    Site a() {
        return sites.a();
    }

    Site b() {
        return sites.b();
    }

    List<Site> both() {
        return sites.sites();
    }

    TwoSites sites() {
        return sites;
    }

    Path folder() {
        return sites.state();
    }

    /** The folder of one site. */
    Path folder(Site site) {
        return site.log().getParent();
    }

    SSLContext tls(String participant) throws IOException {
        return MutualTls.context(sites.participants().credential(participant), sites.participants().authority());
    }

    KmipClient kmip(Site site, String participant) throws IOException {
        return KmipClient.builder("127.0.0.1", site.kmipPort(), tls(participant)).readTimeout(ANSWER_LIMIT).build();
    }

    /** The paired KMIP client of a site. */
    KmipClient kmip(Site site) throws IOException {
        return kmip(site, site == a() ? "kmip-client-a" : "kmip-client-b");
    }

    HttpsCaller https(Site site, String participant) throws IOException {
        return new HttpsCaller(site.url(), tls(participant));
    }

    /** The QKD module beside a site. */
    String module(Site site) {
        return site == a() ? "alice" : "bob";
    }

    IngestClient ingest(Site site) throws IOException {
        return new IngestClient(URI.create(site.url()), tls(module(site)));
    }

    @Override
    public void close() throws IOException {
        sites.close();
    }
}
