package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a site what a policy would change. */
@Command(name = "simulate", description = "List what a policy would change on a site; nothing is changed.")
final class PolicySimulateCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Parameters(paramLabel = "FILE", description = "The document.")
    private Path file;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many identifiers of each effect (default: ${DEFAULT-VALUE}).",
            defaultValue = "10")
    private int limit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        byte[] document = PolicyFile.checked(file);
        try (JsonClient client = site.connect("officer")) {
            PolicyFile.print(client.posted("/console/v1/policy/simulate", Map.of("limit", Integer.toString(limit)),
                    PolicyFile.MEDIA_TYPE, document), spec.commandLine().getOut());
            return 0;
        }
    }
}
