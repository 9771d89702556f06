package io.lumenvault.cli.link;

import io.lumenvault.cli.HelpOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a page of a recorded run. */
@Command(name = "report", description = "Make one self-contained HTML page, with pictures, of a run that link run recorded.")
final class LinkReportCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "FILE", description = "The recorded run.")
    private Path file;

    @Option(names = "--output", paramLabel = "FILE", defaultValue = "link-report.html", converter = OutputFile.Converter.class, description = "Where the page goes (default ${DEFAULT-VALUE}).")
    private OutputFile output;

    @Option(names = "--svg", paramLabel = "FILE", converter = OutputFile.Converter.class, description = "Also write the picture of the error rate here.")
    private OutputFile svg;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException("there is no run recorded in " + file);
        }
        RunFile.Recorded run = RunFile.read(file);
        output.write(RunReport.page(run));
        spec.commandLine().getOut().println("page: " + output.path());
        if (svg != null) {
            svg.write(RunReport.errorRate(run).svg());
            spec.commandLine().getOut().println("picture: " + svg.path());
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
