package io.lumenvault.cli;

import io.lumenvault.cli.bench.AuditAppendBench;
import io.lumenvault.cli.bench.AuditSearchBench;
import io.lumenvault.cli.bench.AuditVerifyBench;
import io.lumenvault.cli.bench.CustodyBench;
import io.lumenvault.cli.bench.DistillBench;
import io.lumenvault.cli.bench.HsmBench;
import io.lumenvault.cli.bench.IngestBench;
import io.lumenvault.cli.bench.KmipBench;
import io.lumenvault.cli.bench.KmipCodecBench;
import io.lumenvault.cli.bench.KmipIdleBench;
import io.lumenvault.cli.bench.KmipLocateBench;
import io.lumenvault.cli.bench.Qkd014Bench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures this machine. Each bench is a command class of its own, listed here. */
@Command(name = "bench", description = "Measure this machine.", subcommands = {
        AuditAppendBench.class, AuditSearchBench.class, AuditVerifyBench.class, CustodyBench.class, DistillBench.class, HsmBench.class,
        IngestBench.class, KmipBench.class, KmipCodecBench.class, KmipIdleBench.class, KmipLocateBench.class, Qkd014Bench.class})
final class BenchCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a bench: " + spec.subcommands().keySet());
    }
}
