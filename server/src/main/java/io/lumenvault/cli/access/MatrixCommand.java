package io.lumenvault.cli.access;

import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.console.SiteOptions;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints which role may do what. */
@Command(name = "matrix", description = "Which role may do what, for every operation and route, as a table in Markdown.")
final class MatrixCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (JsonClient client = site.connect("officer")) {
            spec.commandLine().getOut().print(client.document("/console/v1/authorization/table", Map.of()).path("markdown").asText());
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}
