package io.lumenvault.cli.kmip;

import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.demo.TwoSites;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import io.lumenvault.cli.process.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A site of its own in a temporary folder, with all that cases need switched on, which is gone when it is closed. */
final class FreshSite implements AutoCloseable {

    /** Who plays the cases: an application without other roles. */
    private static final String PLAYER = "kmip-client-a";

    private final Path folder;
    private final TwoSites sites;

    private FreshSite(Path folder, TwoSites sites) {
        this.folder = folder;
        this.sites = sites;
    }

    /** Starts one, whose administrator has the name and password by which the cases of 3.0 log one in. */
    static ConformanceTarget start(MessageTransport over) throws IOException {
        Path folder = Files.createTempDirectory("lumenvault-conformance");
        FreshSite site = new FreshSite(folder, TwoSites.open(folder, JavaCommand.launched(), SoftHsm.library(), Ports.unusual()));
        try {
            for (String switched : List.of("preview", "interop", "triple-des")) {
                site.sites.a().setting("kmip." + switched, "true");
            }
            Path password = folder.resolve("administrator-password");
            PrivateFile.write(password, "password");
            site.sites.a().setting("principals.administrator", "officer");
            site.sites.a().setting("kmip.password-files.administrator", password.toString());
            site.sites.a().start();
            int port = over == MessageTransport.TLS ? site.sites.a().kmipPort() : site.sites.a().httpsPort();
            return new ConformanceTarget("127.0.0.1", port, site.sites.participants().credential(PLAYER),
                    site.sites.participants().authority(), over, site);
        } catch (IOException | RuntimeException failed) {
            site.close();
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        sites.close();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
