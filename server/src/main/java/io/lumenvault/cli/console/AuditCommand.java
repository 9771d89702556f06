package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The audit log of a site. */
@Command(name = "audit", description = "Search and verify the audit log of a site.", subcommands = {AuditSearchCommand.class, AuditVerifyCommand.class, AuditHeadCommand.class})
public final class AuditCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: search, verify or head");
    }
}
