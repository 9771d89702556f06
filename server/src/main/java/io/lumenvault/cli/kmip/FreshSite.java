package io.lumenvault.cli.kmip;

import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.demo.TwoSites;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import io.lumenvault.cli.process.PrivateFile;
import io.lumenvault.cli.process.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A site of its own in a temporary folder, with all that cases need switched on, which is gone when it is closed. */
final class FreshSite implements AutoCloseable {

    /** Who plays the cases: an application without other roles. */
    private static final String PLAYER = "kmip-client-a";

    private final TemporaryFolder folder;
    private final TwoSites sites;

    private FreshSite(TemporaryFolder folder, TwoSites sites) {
        this.folder = folder;
        this.sites = sites;
    }

    /** Starts one, whose administrator has the name and password by which the cases of 3.0 log one in. */
    static ConformanceTarget start(MessageTransport over) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create("lumenvault-conformance");
        FreshSite site = new FreshSite(folder, TwoSites.open(folder.path(), JavaCommand.launched(), SoftHsm.library(), Ports.unusual()));
        try {
            for (String switched : List.of("preview", "interop", "triple-des")) {
                site.sites.a().setting("kmip." + switched, "true");
            }
            Path password = folder.path().resolve("administrator-password");
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
        try (folder) {
            sites.close();
        }
    }
}
