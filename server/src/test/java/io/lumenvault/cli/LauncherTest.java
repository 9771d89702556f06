package io.lumenvault.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher answers by itself, without a build. */
class LauncherTest {

    private static final Path LAUNCHER = Path.of("..", "lumenvault").toAbsolutePath().normalize();

    private record Answer(int exitCode, String text) {}

    private static Answer run(String words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", LAUNCHER.toString()));
        command.addAll(List.of(words.split(" ")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "help help", "help --help"})
    void help_ofAll_listsTheCommands(String words) throws Exception {
        Answer answer = run(words);
        assertEquals(0, answer.exitCode(), answer.text());
        assertTrue(answer.text().startsWith("Usage: lumenvault COMMAND"), answer.text());
    }

    @Test
    void help_ofACommand_isThatCommands() throws Exception {
        Answer answer = run("help test");
        assertEquals(0, answer.exitCode(), answer.text());
        assertTrue(answer.text().startsWith("Usage: lumenvault test"), answer.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "help nonsense"})
    void commandUnknown_isOneLineAndExitCode2(String words) throws Exception {
        Answer answer = run(words);
        assertEquals(2, answer.exitCode(), answer.text());
        assertEquals("lumenvault: unknown command 'nonsense': the commands are demo, serve, hsm, master-key, keys, qkd, link, policy, approvals, audit, access, witness, kmip, conformance, bench, drill, test, help\n", answer.text());
    }
}
