package io.lumenvault.cli.hsm;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.PrivateFile;
import io.lumenvault.cli.site.SoftHsmToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a SoftHSM2 token for one node and prints the settings that name it. */
@Command(name = "init", description = {
        "Make a SoftHSM2 token in a folder of its own, with random PINs in files of mode 0600, and print the settings for the site's file.",
        "A token that is there already is kept. The master key is made by the first start of the node.",
        "For a second token of the same node name the same folder and another label; 'hsm clone' makes a master key that both hold."})
final class HsmInitCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Option(names = "--folder", paramLabel = "FOLDER", required = true,
            description = "Where the token, its configuration and its PIN files go.")
    private Path folder;

    @Option(names = "--token", paramLabel = "LABEL", required = true, description = "The token's label.")
    private String label;

    @Option(names = "--replica", paramLabel = "NAME", description = "Print the settings of one more token of the node, under this name.")
    private String replica;

    @Option(names = "--library", paramLabel = "FILE", description = "SoftHSM2's PKCS#11 library, where it is not in a usual place.")
    private Path library;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (replica != null && !replica.matches("[A-Za-z0-9_-]+")) {
            throw new CommandFailure("the name of a replica is of letters, digits, '-' and '_'; given is '" + replica + "'");
        }
        if (library != null && !Files.isReadable(library)) {
            throw new CommandFailure("there is no library " + library);
        }
        SoftHsmToken token = new SoftHsmToken(library == null ? SoftHsm.library() : library.toAbsolutePath(),
                PrivateFile.folder(folder.toAbsolutePath().normalize()), label);
        token.create(JavaCommand.launched(), token.folder().resolve("hsm-setup.log"));
        PrintWriter out = spec.commandLine().getOut();
        if (replica == null) {
            out.println("lumenvault.hsm.library=" + token.library());
            out.println("lumenvault.hsm.softhsm2-conf=" + token.configuration());
        }
        String prefix = replica == null ? "lumenvault.hsm." : "lumenvault.hsm.replicas." + replica + ".";
        out.println(prefix + "token=" + token.label());
        out.println(prefix + "pin-file=" + token.pinFile());
        out.flush();
        return 0;
    }
}
