package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The audit log of a site. */
@Command(name = "audit", description = "Search, export, prove, verify and archive the audit log of a site.",
        subcommands = {AuditSearchCommand.class, AuditExportCommand.class, AuditProveCommand.class, AuditVerifyCommand.class,
            AuditHeadCommand.class, AuditKeyCommand.class, AuditGenealogyCommand.class, AuditArchiveCommand.class, AuditForkCommand.class})
public final class AuditCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
