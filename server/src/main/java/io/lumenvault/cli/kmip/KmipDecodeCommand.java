package io.lumenvault.cli.kmip;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.kmip.encoding.JsonEncoding;
import io.lumenvault.kmip.encoding.TreeEncoding;
import io.lumenvault.kmip.encoding.XmlEncoding;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** TTLV as a tree, XML or JSON. */
@Command(name = "decode",
        description = "Show a TTLV message, hexadecimal or binary, as an indented tree (or XML, or JSON). Key material is shown.")
final class KmipDecodeCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The message; without it the standard input.")
    private Path file;

    @ArgGroup
    private Form form = new Form();

    @Spec
    private CommandSpec spec;

    private static final class Form {
        @Option(names = "--xml", description = "As XML.")
        private boolean xml;

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        @Option(names = "--redact",
                description = "As a tree with the lengths of byte strings, big integers and passwords in place of them.")
        private boolean redact;
    }

    @Override
    public Integer call() throws IOException {
        MessageFile input = new MessageFile(file);
        try {
            Item item = TtlvReader.readWithPreview(input.ttlv());
            var out = spec.commandLine().getOut();
            out.print(form.xml ? XmlEncoding.write(item) : form.json ? JsonEncoding.write(item)
                    : form.redact ? TreeEncoding.writeWithoutSecrets(item) : TreeEncoding.write(item));
            out.flush();
            return 0;
        } catch (TtlvException e) {
            throw new CommandFailure(input.name() + " is not TTLV: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(input.name() + " cannot be shown so: " + e.getMessage(), e);
        }
    }
}
