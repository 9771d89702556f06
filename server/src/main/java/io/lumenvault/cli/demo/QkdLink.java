package io.lumenvault.cli.demo;

import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.process.ChildProcess;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The simulated QKD link: the module of Alice at A, the module of Bob at B, and the two channels between them. */
public final class QkdLink {

    private static final String MODULE_MAIN = "io.lumenvault.qkd.module.ModuleMain";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final Path state;
    private final JavaCommand java;
    private final Participants participants;
    private final SitePlan siteA;
    private final SitePlan siteB;
    private final int quantumPort;
    private final int classicalPort;
    private ChildProcess alice;
    private ChildProcess bob;

    QkdLink(Path state, JavaCommand java, Participants participants, SitePlan siteA, SitePlan siteB, int quantumPort, int classicalPort) {
        this.state = state;
        this.java = java;
        this.participants = participants;
        this.siteA = siteA;
        this.siteB = siteB;
        this.quantumPort = quantumPort;
        this.classicalPort = classicalPort;
    }

    /** Starts whichever module does not run. */
    public void start() throws IOException {
        PreSharedSecret.ensure(secret(siteA), secret(siteB));
        if (alice == null || !alice.alive()) {
            alice = module(siteA);
        }
        if (bob == null || !bob.alive()) {
            bob = module(siteB);
        }
    }

    private ChildProcess module(SitePlan site) throws IOException {
        Path folder = folder(site);
        Path configuration = folder.resolve("module.properties");
        Credential credential = participants.credential(site.module());
        ModuleConfigurationFile.write(configuration, folder, site, credential, participants.authority(), secret(site), quantumPort, classicalPort);
        return ChildProcess.start(site.module(), java.main(MODULE_MAIN, List.of("-Xmx512m", "-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector"),
                List.of("--config", configuration.toString())), Map.of(), folder.resolve("module.log"));
    }

    private Path folder(SitePlan site) throws IOException {
        return PrivateFile.folder(state.resolve(site.module()));
    }

    private Path secret(SitePlan site) throws IOException {
        return folder(site).resolve("pre-shared-secret");
    }

    /** What has gone wrong, in words; null while both modules run. */
    String failure() throws IOException {
        for (ChildProcess module : new ChildProcess[] {alice, bob}) {
            if (module != null && !module.alive()) {
                return "the QKD module of " + module.name() + " has ended: " + module.lastWords();
            }
        }
        return null;
    }

    /** Ends Alice's module with SIGKILL. */
    public void killAlice() {
        alice.kill();
    }

    /** Ends Bob's module with SIGKILL. */
    public void killBob() {
        bob.kill();
    }

    /** Ends both modules in good order. */
    public void stop() throws IOException {
        if (alice != null) {
            alice.terminate();
        }
        if (bob != null) {
            bob.stop(STOP_LIMIT);
        }
        if (alice != null) {
            alice.stop(STOP_LIMIT);
        }
    }
}
