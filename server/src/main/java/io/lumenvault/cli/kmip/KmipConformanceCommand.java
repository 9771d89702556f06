package io.lumenvault.cli.kmip;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.conformance.CaseFile;
import io.lumenvault.kmip.conformance.CaseResult;
import io.lumenvault.kmip.conformance.CaseResult.Verdict;
import io.lumenvault.kmip.conformance.Player;
import io.lumenvault.kmip.encoding.EncodingException;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The OASIS profile test cases against a KMIP listener. */
@Command(name = "kmip", description = "Play OASIS KMIP test cases (XML) over TLS: PASS, FAIL with the first difference, or "
        + "UNSUPPORTED in the server's words. Exit code 1 where a case that its profile requires failed.")
final class KmipConformanceCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private KmipEndpoint endpoint;

    @Option(names = "--preview", description = "Play cases of the draft of 3.0 too.")
    private boolean preview;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders with case files, or case files.")
    private List<Path> places;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Map<Verdict, Integer>> totals = new TreeMap<>();
        boolean failed = false;
        try (KmipClient client = (preview ? endpoint.client().preview() : endpoint.client()).build();
                Player player = new Player(request -> TtlvReader.readStructureWithPreview(client.exchange(TtlvWriter.write(request))),
                    Clock.systemUTC(), preview ? ProtocolVersion.withPreview() : ProtocolVersion.supported())) {
            for (Path file : files()) {
                CaseFile cases = read(file);
                CaseResult result = player.play(cases);
                out.println(line(result));
                out.flush();
                String profile = cases.version() + " " + result.profile();
                totals.computeIfAbsent(profile, name -> new EnumMap<>(Verdict.class)).merge(result.verdict(), 1, Integer::sum);
                failed |= result.verdict() == Verdict.FAIL && !result.optional();
            }
        } catch (TtlvException e) {
            throw new CommandFailure("the server's answer is not TTLV: " + e.getMessage(), e);
        }
        report(out, totals);
        return failed ? 1 : 0;
    }

    private static String line(CaseResult result) {
        String verdict = String.format("%-11s %-24s", result.verdict(), result.name()) + (result.optional() ? " optional" : "");
        return (result.verdict() == Verdict.PASS ? verdict : verdict + " step " + result.step() + ": " + result.reason()).stripTrailing();
    }

    private static void report(PrintWriter out, Map<String, Map<Verdict, Integer>> totals) {
        out.println();
        out.printf("%-16s %6s %6s %12s%n", "PROFILE", "PASS", "FAIL", "UNSUPPORTED");
        Map<Verdict, Integer> all = new EnumMap<>(Verdict.class);
        totals.forEach((profile, counts) -> {
            counts.forEach((verdict, count) -> all.merge(verdict, count, Integer::sum));
            row(out, profile, counts);
        });
        row(out, "all", all);
        out.flush();
    }

    private static void row(PrintWriter out, String name, Map<Verdict, Integer> counts) {
        out.printf("%-16s %6d %6d %12d%n", name, counts.getOrDefault(Verdict.PASS, 0), counts.getOrDefault(Verdict.FAIL, 0),
                counts.getOrDefault(Verdict.UNSUPPORTED, 0));
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
