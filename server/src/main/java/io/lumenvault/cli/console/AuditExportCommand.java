package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes entries of a time, or all, into a file. */
@Command(name = "export", description = "Write the entries of a time, or all, into a file: as JSON lines for 'audit verify', as CSV, or as OCSF events.")
final class AuditExportCommand implements Callable<Integer> {

    private static final List<String> FORMATS = List.of("jsonl", "csv", "ocsf");

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Option(names = "--format", paramLabel = "jsonl|csv|ocsf", description = "How (default: ${DEFAULT-VALUE}).", defaultValue = "jsonl")
    private String format;

    @Option(names = "--since", paramLabel = "INSTANT", description = "Not before this time, for example 2026-01-31T12:00:00Z.")
    private String since;

    @Option(names = "--until", paramLabel = "INSTANT", description = "Before this time.")
    private String until;

    @Option(names = "--whole", description = "The whole log.")
    private boolean whole;

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "Where to.")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!FORMATS.contains(format)) {
            throw new ParameterException(spec.commandLine(), "--format '" + format + "': one of " + String.join(", ", FORMATS));
        }
        if (whole == (since != null || until != null)) {
            throw new ParameterException(spec.commandLine(), "say either --whole, or a time with --since, --until or both");
        }
        Map<String, String> parameters = new HashMap<>();
        parameters.put("format", format);
        parameters.put("since", since);
        parameters.put("until", until);
        try (JsonClient client = site.connect()) {
            client.download("/console/v1/audit/export", parameters, output);
        }
        spec.commandLine().getOut().printf("written %s: %,d bytes%n", output, Files.size(output));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
