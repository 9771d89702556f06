package io.lumenvault.faults;

import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.pki.CertificateAuthority;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.Purpose;
import io.lumenvault.cli.process.ChildProcess;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A second link between the sites, whose key comes from foreign modules: {@code link source} at both ends, as processes. */
final class SourcePair implements AutoCloseable {

    static final String LINK = "link-vendor";
    /** The master, at A, and the slave, at B. */
    static final List<String> ENDS = List.of("source-a", "source-b");

    private final RunningSites sites;
    private final JavaCommand java = new JavaCommand(Path.of("target", "quarkus-app").toAbsolutePath());
    private final CertificateAuthority authority;
    private final int port = Ports.unusual().any();
    private final Map<String, ChildProcess> running = new LinkedHashMap<>();

    /** Sets the link up at both sites, which do not run yet. */
    SourcePair(RunningSites sites) throws IOException {
        this.sites = sites;
        this.authority = CertificateAuthority.open(sites.sites().state().resolve("pki"), "Lumenvault demo CA", InstantSource.system());
        for (int end = 0; end < 2; end++) {
            Site site = sites.both().get(end);
            Site peer = sites.both().get(1 - end);
            site.setting("principals." + ENDS.get(end), "module");
            String link = "links." + LINK + ".";
            site.setting(link + "peer-site", peer.id());
            site.setting(link + "peer-url", peer.url());
            site.setting(link + "peer-principal", "site-" + (end == 0 ? "b" : "a"));
            site.setting(link + "module", ENDS.get(end));
            // In a group of its own, so that no module draws the key that it has given.
            site.setting(link + "group", "vendor");
            site.setting("groups.kmip-client-" + (end == 0 ? "a" : "b"), "vendor");
            site.setting(link + "kmip-pairs", end == 0 ? "kmip-client-a:kmip-client-b" : "kmip-client-b:kmip-client-a");
        }
    }

    /** A certificate of somebody more. */
    Credential credential(String name) throws IOException {
        return authority.credential(name, Purpose.SERVER_AND_CLIENT);
    }

    /** Starts an end. @param source settings of its module, {@code source} among them */
    void start(String name, Map<String, Object> source) throws IOException {
        int end = ENDS.indexOf(name);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("role", end == 0 ? "master" : "slave");
        settings.put("link", LINK);
        settings.put("module", name);
        settings.put("key_manager.url", sites.both().get(end).url());
        identity(settings, "key_manager", credential(name));
        settings.put("peer", "127.0.0.1:" + port);
        settings.put("peer.name", ENDS.get(1 - end));
        settings.put("qber", 0.02);
        settings.put("epsilon", 1e-9);
        settings.put("block_bytes", 2048);
        settings.put("state", "state-" + name);
        settings.putAll(source);
        Path file = sites.sites().state().resolve(name + ".properties");
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(file, text);
        running.put(name, ChildProcess.start(name, java.main("io.lumenvault.cli.Main", List.of("-Xmx256m"),
                List.of("link", "source", "--config", file.toString())), Map.of(), sites.sites().state().resolve(name + ".log")));
    }

    /** Adds whom an end is to others. */
    void identity(Map<String, Object> settings, String whose, Credential credential) {
        settings.put(whose + ".certificate", credential.certificate());
        settings.put(whose + ".key", credential.key());
        settings.put(whose + ".ca", authority.certificate());
    }

    /** Ends an end in good order. */
    void stop(String name) throws IOException {
        running.get(name).stop(Duration.ofSeconds(8));
    }

    void kill(String name) {
        running.get(name).kill();
    }

    @Override
    public void close() throws IOException {
        for (ChildProcess end : running.values()) {
            end.stop(Duration.ofSeconds(4));
        }
    }
}
