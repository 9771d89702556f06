package io.lumenvault.cli.kmip;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.kmip.conformance.CaseFile;
import io.lumenvault.kmip.conformance.Player;
import io.lumenvault.kmip.conformance.PrintedKeys;
import io.lumenvault.kmip.encoding.EncodingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The OASIS profile test cases against a server. By which rules answers are compared is written at the head of
 * {@code io.lumenvault.kmip.conformance.Comparison}.
 */
@Command(name = "kmip", description = "Play OASIS KMIP test cases (XML), by default against a fresh site with the preview of 3.0: PASS, "
        + "FAIL with the first difference, or UNSUPPORTED in the server's words. Exit code 1 where a case failed.")
final class KmipConformanceCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private KmipEndpoint endpoint;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders with case files, or case files.")
    private List<Path> places;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<CaseFile> cases = new ArrayList<>();
        for (Path file : files()) {
            cases.add(read(file));
        }
        ConformanceReport report = new ConformanceReport(spec.commandLine().getOut());
        try (ConformanceTarget target = endpoint.open();
                Player player = new Player(target.transport(), Clock.systemUTC(), target.versions(), cases, PrintedKeys.of(cases))) {
            for (CaseFile one : cases) {
                report.add(one.version(), player.play(one));
            }
        }
        return report.end() ? 1 : 0;
    }

    private static CaseFile read(Path file) throws IOException {
        try {
            return CaseFile.read(file);
        } catch (EncodingException | IllegalArgumentException e) {
            throw new CommandFailure(file + " is not a case file: " + e.getMessage(), e);
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new CommandFailure("there is no file or folder " + place);
            }
            try (Stream<Path> found = Files.walk(place)) {
                found.filter(path -> path.toString().endsWith(".xml")).sorted().forEach(files::add);
            }
        }
        if (files.isEmpty()) {
            throw new CommandFailure("no case file (*.xml) in " + places);
        }
        return files;
    }
}
