package io.lumenvault.cli.drill;

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
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Sites A and B as real processes, and clients of theirs; whoever uses them pushes the link's blocks, there are no modules. */
public class DrillSites implements AutoCloseable {

    /** The link that joins the sites. */
    public static final String LINK = "link-ab";

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    private final TwoSites sites;

    /** Sites on what is in the folder. */
    protected DrillSites(TwoSites sites) {
        this.sites = sites;
    }

    /** New sites of a drill, not started; what an earlier run has left in its folder is removed. */
    public static DrillSites open(DrillOptions options) throws IOException {
        Path folder = options.folder();
        return new DrillSites(Files.exists(folder.resolve("site-a"))
                ? TwoSites.openEmpty(folder, options.java(), SoftHsm.library(), Ports.unusual())
                : TwoSites.open(folder, options.java(), SoftHsm.library(), Ports.unusual()));
    }

    /** Starts both sites, without modules. */
    public DrillSites startBoth() throws IOException {
        sites.a().start();
        sites.b().start();
        return this;
    }

    /** Site A. */
    public Site a() {
        return sites.a();
    }

    /** Site B. */
    public Site b() {
        return sites.b();
    }

    /** Both sites, A first. */
    public List<Site> both() {
        return sites.sites();
    }

    /** The sites with what joins them. */
    public TwoSites sites() {
        return sites;
    }

    /** The folder of both sites. */
    public Path folder() {
        return sites.state();
    }

    /** The folder of one site. */
    public Path folder(Site site) {
        return site.log().getParent();
    }

    /** The TLS identity of a participant. */
    public SSLContext tls(String participant) throws IOException {
        return MutualTls.context(sites.participants().credential(participant), sites.participants().authority());
    }

    /** A KMIP client, to be closed. */
    public KmipClient kmip(Site site, String participant) throws IOException {
        return KmipClient.builder("127.0.0.1", site.kmipPort(), tls(participant)).readTimeout(ANSWER_LIMIT).build();
    }

    /** The paired KMIP client of a site. */
    public KmipClient kmip(Site site) throws IOException {
        return kmip(site, site == a() ? "kmip-client-a" : "kmip-client-b");
    }

    /** An HTTPS client, to be closed. */
    public HttpsCaller https(Site site, String participant) throws IOException {
        return new HttpsCaller(site.url(), tls(participant));
    }

    /** The QKD module beside a site. */
    public String module(Site site) {
        return site == a() ? "alice" : "bob";
    }

    /** The client of that module. */
    public IngestClient ingest(Site site) throws IOException {
        return new IngestClient(URI.create(site.url()), tls(module(site)));
    }

    @Override
    public void close() throws IOException {
        sites.close();
    }
}
