package io.lumenvault.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCommandTest {

    @TempDir
    private Path application;

    @BeforeEach
    void makeApplication() throws IOException {
        Files.createFile(application.resolve("quarkus-run.jar"));
    }

    @Test
    void serverWithoutCacheStartsWithoutIt() {
        assertEquals(List.of(), aot(new JavaCommand(application).server(Path.of("node.properties"))));
    }

    @Test
    void serverUsesTheCacheOfItsApplication() throws IOException {
        Path cache = Files.createFile(application.resolve(JavaCommand.AOT_CACHE));

        assertEquals(List.of("-XX:AOTCache=" + cache), aot(new JavaCommand(application).server(Path.of("node.properties"))));
    }

    @Test
    void serverInTrainingWritesOneAndUsesNone() throws IOException {
        Files.createFile(application.resolve(JavaCommand.AOT_CACHE));
        Path output = application.resolve("new");

        assertEquals(List.of("-XX:AOTCacheOutput=" + output), aot(new JavaCommand(application, output).server(Path.of("node.properties"))));
    }

    @Test
    void otherProgramsDoNotUseIt() throws IOException {
        Files.createFile(application.resolve(JavaCommand.AOT_CACHE));

        assertEquals(List.of(), aot(new JavaCommand(application).main("io.lumenvault.cli.Main", List.of(), List.of("help"))));
    }

    @Test
    void furtherOptionsAreSplitAtBlanks() {
        assertEquals(List.of("-Xmx2g", "-XX:+UseG1GC"), JavaCommand.options("  -Xmx2g\n-XX:+UseG1GC "));
        assertEquals(List.of(), JavaCommand.options(null));
        assertEquals(List.of(), JavaCommand.options(" "));
    }

    @Test
    void whatIsNoOptionIsRefusedByName() {
        for (String word : List.of("Main", "-jar", "-cp", "--add-opens", "@file")) {
            CommandFailure refusal = assertThrows(CommandFailure.class, () -> JavaCommand.options("-Xmx2g " + word));
            assertEquals("LUMENVAULT_SERVER_JVM_OPTIONS has '" + word + "': only options that begin with -X or -D are allowed", refusal.getMessage());
        }
    }

    private static List<String> aot(List<String> command) {
        return command.stream().filter(argument -> argument.startsWith("-XX:AOT")).toList();
    }
}
