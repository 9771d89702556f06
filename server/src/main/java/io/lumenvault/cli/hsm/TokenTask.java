package io.lumenvault.cli.hsm;

import io.lumenvault.cli.process.ChildProcess;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.site.SiteSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Runs a task of the server on the tokens of a site's file, in a process that speaks on this one's output. */
final class TokenTask {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private TokenTask() {}

    /** @return the exit code */
    static int run(Path configuration, String task) throws IOException {
        SiteSettings settings = SiteSettings.read(configuration);
        ChildProcess process = ChildProcess.inForeground(task,
                JavaCommand.launched().hsm(settings.writeForTask(), task), settings.environment());
        if (!process.awaitEnd(LIMIT)) {
            process.kill();
        }
        return process.exitCode();
    }
}
