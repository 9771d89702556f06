package io.lumenvault.cli.console;

import io.lumenvault.cli.HelpOption;
import io.lumenvault.policy.PolicyDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a policy document without any site. */
@Command(name = "check", description = "Check a policy document, YAML or JSON, without any site. Exit code 1 where it has faults.")
final class PolicyCheckCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "FILE", description = "The document.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PolicyDocument document = PolicyFile.read(file);
        var out = spec.commandLine().getOut();
        out.println("ok    " + file + ": " + document.rules().size() + " rules for keys, " + document.links().size() + " for links, "
                + document.approvals().values().stream().mapToInt(List::size).sum() + " approvals");
        out.flush();
        return 0;
    }
}
