package io.lumenvault.cli.demo;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.StateFolder;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs two sites joined by a simulated QKD link until it is told to stop. */
@Command(name = "demo", description = {"Run two sites, A and B, joined by one simulated QKD link, on loopback.",
        "Endpoints and certificates are listed in demo.env in the state folder. Ctrl-C ends everything; the state is kept."})
public final class DemoCommand implements Callable<Integer> {

    private static final Duration FIRST_KEY_LIMIT = Duration.ofSeconds(90);
    private static final long FIRST_KEY_BITS = 1024;
    private static final Duration POLL = Duration.ofMillis(250);

    @Mixin
    private HelpOption help;

    @Option(names = "--for", paramLabel = "SECONDS", description = "End by itself after so many seconds of running.")
    private Long seconds;

    @Option(names = "--check", description = {"Make a round trip by ETSI GS QKD 014 and by KMIP with the certificates of the demo, print ok or FAIL for each.",
            "Exit code 0 when all are ok, otherwise 1. Without --for, end after the check."})
    private boolean check;

    @Spec
    private CommandSpec spec;

    private PrintWriter out;
    private long started;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seconds != null && seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--for " + seconds + ": a whole number of seconds from 1");
        }
        out = spec.commandLine().getOut();
        started = System.nanoTime();
        TwoSites demo = TwoSites.open(StateFolder.path(), JavaCommand.launched(), SoftHsm.library(), Ports.usual());
        AtomicBoolean told = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo, told), "stop"));
        try (demo) {
            return run(demo);
        } catch (IOException | RuntimeException e) {
            // A site that we are stopping does not answer: that is no failure. Leaving now waits for the end of the stop.
            if (told.get()) {
                return 0;
            }
            throw e;
        }
    }

    /** What Ctrl-C and SIGTERM do; after an end of our own it finds nothing left to stop. */
    private void stop(TwoSites demo, AtomicBoolean told) {
        told.set(true);
        try {
            demo.close();
        } catch (IOException e) {
            out.println("lumenvault: " + e.getMessage());
            out.flush();
        }
    }

    private int run(TwoSites demo) throws IOException, InterruptedException {
        say("state in " + demo.state());
        say("starting two sites: database, HSM token and key manager each ...");
        demo.start();
        say("site A serves on " + demo.a().url() + " and KMIP 127.0.0.1:" + demo.a().kmipPort());
        say("site B serves on " + demo.b().url() + " and KMIP 127.0.0.1:" + demo.b().kmipPort());
        say("endpoints and certificates: " + demo.state().resolve("demo.env"));
        try (StatusWatch status = new StatusWatch(demo)) {
            return watch(demo, status);
        }
    }

    /** Shows the demo until it is over; makes the check as soon as there is key to make it with. */
    private int watch(TwoSites demo, StatusWatch status) throws IOException, InterruptedException {
        LiveView view = new LiveView(out, Boolean.getBoolean("lumenvault.terminal"));
        long since = System.nanoTime();
        boolean key = false;
        boolean passed = true;
        while (true) {
            requireRunning(demo);
            Duration running = Duration.ofNanos(System.nanoTime() - since);
            Optional<StatusWatch.Both> now = status.read();
            if (!key && now.isPresent() && now.get().common() >= FIRST_KEY_BITS) {
                key = true;
                view.interrupted();
                say("first key of the link available at both sites");
                passed = !check || new Check(demo, out).run();
            }
            view.show(now, running);
            boolean over = seconds == null ? check : running.toSeconds() >= seconds;
            if (over && (key || !check)) {
                return passed ? 0 : 1;
            }
            if (check && !key && running.compareTo(FIRST_KEY_LIMIT) > 0) {
                out.println("FAIL  the link has delivered no key within " + FIRST_KEY_LIMIT.toSeconds() + " s");
                out.flush();
                return 1;
            }
            Thread.sleep(POLL);
        }
    }

    private static void requireRunning(TwoSites demo) throws IOException {
        String failure = demo.firstFailure();
        if (failure != null) {
            throw new CommandFailure(failure);
        }
    }

    private void say(String what) {
        out.println(String.format("%5.1f s  %s", (System.nanoTime() - started) / 1e9, what));
        out.flush();
    }
}
