package io.lumenvault.cli.site;

import io.lumenvault.cli.process.ChildProcess;
import io.lumenvault.cli.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A SoftHSM2 token in a folder of its own: its configuration, its objects, and files with its two PINs.
 *
 * @param library the PKCS#11 library
 * @param folder where it is or is to be
 * @param label its label
 */
public record SoftHsmToken(Path library, Path folder, String label) {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What SoftHSM2 is to find in the environment variable SOFTHSM2_CONF. */
    public Path configuration() {
        return folder.resolve("softhsm2.conf");
    }

    /** The file with the user PIN. */
    public Path pinFile() {
        return folder.resolve("pin");
    }

    /** The environment in which a process finds the token. */
    public Map<String, String> environment() {
        return Map.of("SOFTHSM2_CONF", configuration().toString());
    }

    /** Makes the token unless it is there already, in a process of its own: the library reads its environment once. */
    public void create(JavaCommand java, Path log) throws IOException {
        ChildProcess setup = ChildProcess.start("the set-up of the HSM token", java.main("io.lumenvault.hsm.TokenSetupMain",
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"),
                List.of(library.toString(), folder.toString(), label)), environment(), log);
        if (!setup.awaitEnd(LIMIT)) {
            setup.kill();
        }
        if (setup.exitCode() != 0) {
            throw new IOException("the HSM token " + label + " cannot be set up: " + setup.lastWords());
        }
    }
}
