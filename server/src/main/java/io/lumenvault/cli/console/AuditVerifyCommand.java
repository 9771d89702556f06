package io.lumenvault.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.evidence.Evidence;
import io.lumenvault.cli.evidence.EvidenceException;
import io.lumenvault.cli.evidence.TrustedKeys;
import io.lumenvault.cli.evidence.Verdict;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a file of evidence offline, or has a site recompute its whole audit log. */
@Command(name = "verify", description = "Check a bundle, an export or the archive of a month offline, with the public key alone; without FILE, have a site recompute its whole "
        + "audit log and compare it with its signed checkpoints. Exit code 1 where something is wrong.")
final class AuditVerifyCommand implements Callable<Integer> {

    /** A log of millions of entries takes minutes. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    @Mixin
    private HelpOption help;

    @Mixin
    private SiteOptions site;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "What 'audit prove' or 'audit export --format jsonl' wrote, or the archive of a month.")
    private Path file;

    @Option(names = "--public-key", paramLabel = "FILE", description = "The log's public key, as 'audit key' wrote it or in PEM; with cosigners' keys "
            + "in it, their signatures are demanded too. Keys that lie in the checked file are not trusted.")
    private Path publicKey;

    @Option(names = "--extends", paramLabel = "CHECKPOINT", description = "An earlier signed checkpoint of the log, as it lies in a bundle or "
            + "'audit head --note' prints it: the export FILE must extend it.")
    private Path earlier;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (file == null && earlier != null) {
            throw new ParameterException(spec.commandLine(), "--extends is for an export FILE: a site is held against its heads itself");
        }
        return file == null ? verifySite() : verifyFile();
    }

    private int verifyFile() throws IOException {
        if (publicKey == null) {
            throw new ParameterException(spec.commandLine(), "say with --public-key which key the log is signed by");
        }
        PrintWriter out = spec.commandLine().getOut();
        TrustedKeys keys = TrustedKeys.read(publicKey);
        try {
            Verdict verdict = earlier == null ? Evidence.verify(file, keys) : Evidence.verify(file, keys, earlier);
            out.println("ok    " + verdict.statement());
            out.println("      checkpoint of '" + verdict.note().checkpoint().origin() + "', signed by");
            keys.describe(verdict.note()).forEach(key -> out.println("      " + key));
            return 0;
        } catch (EvidenceException wrong) {
            out.println("FAIL  " + wrong.getMessage());
            return 1;
        } finally {
            out.flush();
        }
    }

    private int verifySite() throws IOException {
        try (JsonClient client = site.connect()) {
            JsonNode report = client.document("/console/v1/audit/verify", Map.of(), LIMIT);
            var out = spec.commandLine().getOut();
            String counts = report.path("entries").asLong() + " entries, " + report.path("checkpoints").asLong() + " signed checkpoints";
            if (report.path("leafOnly").asLong() > 0) {
                counts += "; of " + report.path("leafOnly").asLong() + " archived entries the leaves alone, their archives are not there";
            }
            if (report.path("refused").asLong() > 0) {
                counts += "; " + report.path("refused").asLong() + " rows of its table are none of its entries: no node wrote them, or they are copies";
            }
            boolean whole = report.has("fault") && report.path("fault").isNull();
            out.println(whole ? "ok    the audit log is whole: " + counts : "FAIL  " + report.path("fault").asText("no verdict") + " (" + counts + ")");
            out.flush();
            return whole ? 0 : 1;
        }
    }
}
