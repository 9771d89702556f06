package io.lumenvault.server;

import io.lumenvault.hsm.RootOfTrust;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Starts one site. The site's file is named by the system property {@code lumenvault.config}. What the node needs is checked
 * first; when something is missing, one line says what, and the exit code is 1.
 */
@QuarkusMain
public class Main implements QuarkusApplication {

    /** For whoever creates and starts the database, which is not to happen for a node that cannot start. */
    private static final String CHECK = "check";

    private static RootOfTrust hsm;

    @Inject
    SiteConfig config;

    /** @param args none, or {@value #CHECK}: then what the node needs beside the database is checked and nothing starts; or a {@link HsmTask} */
    public static void main(String... args) {
        try {
            if (args.length == 1 && args[0].equals(CHECK)) {
                Preflight.checkAllButDatabase(SiteFile.read()).close();
                return;
            }
            Optional<HsmTask> task = HsmTask.of(args);
            if (task.isPresent()) {
                task.get().run(SiteFile.read().hsm(), System.out);
                return;
            }
            hsm = Preflight.check(SiteFile.read());
        } catch (StartupException missing) {
            refuse(missing.getMessage());
        } catch (RuntimeException unforeseen) {
            refuse(unforeseen.toString());
        }
        Quarkus.run(Main.class, (exit, failure) -> {
            if (failure != null) {
                refuse(rootMessage(failure));
            }
            System.exit(exit);
        }, args);
    }

    /** The HSM that the checks at start have opened. */
    static RootOfTrust hsm() {
        return hsm;
    }

    @Override
    public int run(String... args) {
        System.out.println("lumenvault ready: site " + config.site() + ", HTTPS " + config.http().host() + ":"
                + config.http().port() + ", KMIP " + config.kmip().host() + ":" + config.kmip().port());
        Quarkus.waitForExit();
        return 0;
    }

    /** Libraries word some messages in several lines; the first says what is wrong. */
    private static void refuse(String message) {
        System.err.println("lumenvault cannot start: " + message.lines().findFirst().orElse("no reason given"));
        System.exit(1);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
