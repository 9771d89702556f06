package io.lumenvault.cli.access;

import io.lumenvault.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who may do what at a site. */
@Command(name = "access", description = "Principals, roles, credentials and service tokens of a site.",
        subcommands = {BootstrapCommand.class, PrincipalCommand.class, CredentialCommand.class, TokenCommand.class, MatrixCommand.class})
public final class AccessCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what it is about: bootstrap, principal, credential, token or matrix");
    }
}
