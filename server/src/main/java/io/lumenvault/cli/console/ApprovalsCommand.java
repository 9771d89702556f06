package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Requests that need the approval of others. */
@Command(name = "approvals", description = "Requests that need the approval of others: see, approve and refuse them.",
        subcommands = {ApprovalsListCommand.class, ApprovalsShowCommand.class, ApprovalsVoteCommand.Approve.class, ApprovalsVoteCommand.Refuse.class})
public final class ApprovalsCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, show, approve or refuse");
    }
}
