package io.lumenvault.cli.kmip;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.HelpOption;
import io.lumenvault.kmip.encoding.EncodingException;
import io.lumenvault.kmip.encoding.JsonEncoding;
import io.lumenvault.kmip.encoding.TreeEncoding;
import io.lumenvault.kmip.encoding.XmlEncoding;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A tree, XML or JSON as TTLV. */
@Command(name = "encode",
        description = "Make the TTLV of a message given as a tree, XML or JSON; which one it is, its first character tells.")
final class KmipEncodeCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The message; without it the standard input.")
    private Path file;

    @Option(names = "--binary", description = "Write the bytes as such to the standard output, not as hexadecimal digits.")
    private boolean binary;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        MessageFile input = new MessageFile(file);
        byte[] ttlv = TtlvWriter.write(item(input));
        if (binary) {
            System.out.write(ttlv);
            System.out.flush();
        } else {
            var out = spec.commandLine().getOut();
            out.println(HexFormat.of().formatHex(ttlv));
            out.flush();
        }
        return 0;
    }

    private static Item item(MessageFile input) throws IOException {
        String text = input.text();
        char first = text.isBlank() ? ' ' : text.stripLeading().charAt(0);
        try {
            return first == '<' ? XmlEncoding.read(text) : first == '{' ? JsonEncoding.read(text) : TreeEncoding.read(text);
        } catch (EncodingException e) {
            throw new CommandFailure(input.name() + " is not a KMIP message: " + e.getMessage(), e);
        }
    }
}
