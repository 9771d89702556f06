package io.lumenvault.qkd.module;

import io.lumenvault.qkd.ingest.EventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;

/** The process of a QKD module: {@code ModuleMain --config FILE}. Exits with 2 where it cannot start. */
public final class ModuleMain {
    private ModuleMain() {
    }

    /** Runs until SIGTERM or SIGINT. */
    public static void main(String[] arguments) {
        if (arguments.length != 2 || !arguments[0].equals("--config")) {
            fail("usage: ModuleMain --config FILE");
        }
        Path file = Path.of(arguments[1]);
        try {
            start(file).run();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            fail("cannot start: " + e.getMessage());
        }
    }

    private static QkdModule start(Path file) throws IOException, GeneralSecurityException {
        ModuleConfig config = ModuleConfig.read(file);
        Clock clock = Clock.systemUTC();
        EventLog log = new EventLog(System.out, clock, config.module());
        QkdModule module = config.alice() ? new AliceModule(config, file, clock, log) : new BobModule(config, clock, log);
        Runtime.getRuntime().addShutdownHook(new Thread(module::stop, "stop"));
        return module;
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(2);
    }
}
