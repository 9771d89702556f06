package io.lumenvault.cli.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class KmipCommandTest {

    private static final String MESSAGE = "42007b01000000284200690100000020"
            + "42006a0200000004000000010000000042006b02000000040000000400000000";
    private static final String TREE = """
            ResponseMessage
              ProtocolVersion
                ProtocolVersionMajor Integer 1
                ProtocolVersionMinor Integer 4
            """;

    @TempDir
    private Path folder;

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new KmipCommand()).setOut(new PrintWriter(out, true));
        assertEquals(0, line.execute(arguments));
        return out.toString();
    }

    private String file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }

    @Test
    void decode_hexadecimalOrBinary_isTheTree() throws Exception {
        assertEquals(TREE, run("decode", file("m.hex", (MESSAGE.substring(0, 20) + "\n  " + MESSAGE.substring(20) + "\n").getBytes())));
        assertEquals(TREE, run("decode", file("m.bin", HexFormat.of().parseHex(MESSAGE))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--xml", "--json"})
    void encode_whatDecodeGave_isTheMessage(String form) throws Exception {
        String hex = file("m.hex", MESSAGE.getBytes());
        String shown = form.isEmpty() ? run("decode", hex) : run("decode", form, hex);
        assertEquals(MESSAGE + System.lineSeparator(), run("encode", file("m.text", shown.getBytes())));
    }

    @Test
    void decode_damaged_namesFileAndOffset() throws Exception {
        String damaged = file("m.hex", MESSAGE.replaceFirst("42006b02", "42006b0f").getBytes());
        CommandFailure failure = failure("decode", damaged);
        assertEquals(damaged + " is not TTLV: offset 35: type 0x0F of Protocol Version Minor; allowed are 0x01 to 0x0E",
                failure.getMessage());
    }

    @Test
    void decode_hexadecimalWithOneOtherCharacter_namesIt() throws Exception {
        String damaged = file("m.hex", ("\n" + MESSAGE.replaceFirst("42006b02", "42oo6b02")).getBytes());
        assertEquals(damaged + " is not hexadecimal: offset 67: the byte 0x6F is neither a digit nor a space",
                failure("decode", damaged).getMessage());
    }

    @Test
    void encode_damaged_namesFileAndOffset() throws Exception {
        String damaged = file("m.tree", TREE.replace("Minor Integer 4", "Minor Integer four").getBytes());
        assertTrue(failure("encode",
                damaged).getMessage().startsWith(damaged + " is not a KMIP message: offset 73: \"four\" is not a number"),
                failure("encode", damaged).getMessage());
        assertTrue(failure("decode", folder + "/absent").getMessage().equals("there is no file " + folder + "/absent"));
    }

    private CommandFailure failure(String... arguments) {
        CommandLine line = new CommandLine(new KmipCommand());
        CommandFailure[] failure = new CommandFailure[1];
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            failure[0] = (CommandFailure) e;
            return 1;
        });
        assertEquals(1, line.execute(arguments));
        return failure[0];
    }
}
