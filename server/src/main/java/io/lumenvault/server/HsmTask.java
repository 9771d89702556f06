package io.lumenvault.server;

import io.lumenvault.hsm.HsmException;
import io.lumenvault.hsm.HsmHealth;
import io.lumenvault.hsm.MasterKey;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.hsm.TokenStatus;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;

/** What is done with the tokens of a site's file while nothing else of the node runs: the ceremonies of the command line. */
enum HsmTask {

    /** Shows each token: state, mechanisms, generations with their key check values. */
    STATUS("hsm-status") {
        @Override
        void run(RootOfTrust hsm, PrintStream out) {
            hsm.inspect().forEach(token -> print(token, out));
        }
    },

    /** Runs the known-answer and pairwise tests. */
    SELF_TEST("hsm-selftest") {
        @Override
        void run(RootOfTrust hsm, PrintStream out) {
            hsm.selfTest().forEach(result -> out.printf("%s: %s: %s%n", result.token(), result.test(),
                    result.passed() ? "passed" : "not run: " + result.detail()));
        }
    },

    /** Makes the next generation of the master key, the same in each token. */
    CLONE("hsm-clone") {
        @Override
        void run(RootOfTrust hsm, PrintStream out) {
            if (hsm.tokens().size() < 2) {
                throw new StartupException("the file names one token; name the others by lumenvault.hsm.replicas.NAME.token"
                        + " and their PIN files");
            }
            MasterKey made = hsm.createMasterKey();
            out.println("generation " + made.generation() + " is in each token; the node takes it up when it starts, and uses it from its"
                    + " activation on (lumenvault master-key rotate)");
            hsm.inspect().forEach(token -> print(token, out));
        }
    };

    private final String name;

    HsmTask(String name) {
        this.name = name;
    }

    /** The task that the arguments of the process name, if they do. */
    static Optional<HsmTask> of(String... arguments) {
        return Arrays.stream(values()).filter(task -> arguments.length == 1 && task.name.equals(arguments[0])).findFirst();
    }

    abstract void run(RootOfTrust hsm, PrintStream out);

    /** @throws StartupException saying in one line why it cannot be done */
    void run(SiteConfig.Hsm settings, PrintStream out) {
        try (RootOfTrust hsm = HsmSettings.open(settings)) {
            run(hsm, out);
        } catch (HsmException refused) {
            throw new StartupException(refused.getMessage());
        }
    }

    private static void print(TokenStatus token, PrintStream out) {
        boolean available = token.health().state() == HsmHealth.State.AVAILABLE;
        out.printf("token \"%s\" in %s: %s%n", token.label(), token.library(),
                available ? "logged in" : "unavailable: " + token.health().reason());
        if (!available) {
            return;
        }
        out.println("  " + token.mechanisms());
        out.println("  audit signing key: " + (token.signs() ? "yes" : "no"));
        for (MasterKey key : token.masterKeys()) {
            out.printf("  master key generation %d, made %s, check value %s%n", key.generation(), key.created(),
                    token.checkValues().getOrDefault(key.generation(), "unknown"));
        }
    }
}
