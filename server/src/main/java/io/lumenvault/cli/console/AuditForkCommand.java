package io.lumenvault.cli.console;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.CredentialSignature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the statement by which a site may go on with an audit log that was taken back, and signs it for an officer. Needs no site. */
@Command(name = "fork", description = "Show, and with --cert and --key sign, the statement that a site wrote when it refused to start on an "
        + "audit log that was taken back. When two officers of the site's file have signed, the next start goes on from there.")
final class AuditForkCommand implements Callable<Integer> {

    private static final String TITLE = "LOG_FORK";
    private static final int LINES = 7;

    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "STATEMENT",
            description = "The file that the refusal named: 'statement' in the site's folder 'audit-fork', or a copy of it.")
    private Path file;

    @Option(names = "--cert", paramLabel = "FILE", description = "The officer's certificate, PEM.")
    private Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "Its private key, PKCS#8 in PEM.")
    private Path key;

    @Option(names = "--output", paramLabel = "FOLDER", description = "Where signature and certificate are laid (default: beside the "
            + "statement). Both belong into the site's folder 'audit-fork' before its next start.")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if ((certificate == null) != (key == null)) {
            throw new ParameterException(spec.commandLine(), "to sign, name both --cert and --key");
        }
        byte[] statement = Files.readAllBytes(file);
        PrintWriter out = spec.commandLine().getOut();
        show(new String(statement, StandardCharsets.UTF_8), out);
        if (certificate != null) {
            sign(statement, out);
        }
        out.flush();
        return 0;
    }

    private void show(String statement, PrintWriter out) {
        List<String> lines = statement.lines().toList();
        if (lines.size() != LINES || !lines.getFirst().equals(TITLE) || !lines.get(1).equals(lines.get(4))) {
            throw new CommandFailure(file + " is no statement about an audit log that was taken back");
        }
        out.println("log        " + lines.get(1));
        out.println("held       " + lines.get(2) + " entries, root " + lines.get(3));
        out.println("found      " + lines.get(5) + " entries, root " + lines.get(6));
        out.println("whoever signs accepts that the log goes on from the head that was found: what the other one has beyond it is lost");
    }

    private void sign(byte[] statement, PrintWriter out) throws IOException {
        byte[] signature = CredentialSignature.sign(new Credential("officer", certificate, key), statement);
        Path folder = output != null ? output : file.toAbsolutePath().getParent();
        String name = certificate.getFileName().toString().replaceAll("\\.[^.]*$", "");
        Path laid = folder.resolve(name + ".pem");
        if (!Files.exists(laid) || !Files.isSameFile(laid, certificate)) {
            Files.copy(certificate, laid, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.write(folder.resolve(name + ".sig"), signature);
        out.println("signed     " + folder.resolve(name + ".sig") + ", with " + laid);
    }
}
