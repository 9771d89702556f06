package io.lumenvault.cli.hsm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.process.ChildProcess;
import io.lumenvault.cli.process.PrivateFile;
import io.lumenvault.faults.RunningSites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ceremony of a node with two tokens, from nothing: init, init, clone, status, selftest. */
class HsmCommandIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Pattern CHECK_VALUE = Pattern.compile("master key generation 1, made \\S+, check value ([0-9A-F]{10})");

    @TempDir
    private Path folder;

    private int commands;

    @Test
    void twoTokens_getOneMasterKey_andShowTheSameCheckValue() throws Exception {
        String tokens = folder.resolve("tokens").toString();
        String settings = lumenvault(0, "hsm", "init", "--folder", tokens, "--token", "one")
                + lumenvault(0, "hsm", "init", "--folder", tokens, "--token", "two", "--replica", "second");
        Path both = file("both.properties", settings);
        Path one = file("one.properties", settings.lines().filter(line -> !line.contains("replicas")).collect(Collectors.joining("\n")));

        String alone = lumenvault(1, "hsm", "clone", "--config", one.toString());
        assertTrue(alone.contains("the file names one token; name the others by lumenvault.hsm.replicas.NAME.token"), alone);

        String cloned = lumenvault(0, "hsm", "clone", "--config", both.toString());
        assertTrue(cloned.startsWith("generation 1 is in each token"), cloned);

        String status = lumenvault(0, "hsm", "status", "--config", both.toString());
        List<String> values = CHECK_VALUE.matcher(status).results().map(MatchResult::group).toList();
        assertEquals(2, values.size(), status);
        assertEquals(values.getFirst(), values.getLast());
        assertTrue(status.contains("token \"two\" in " + SoftHsm.library() + ": logged in"), status);

        String tested = lumenvault(0, "hsm", "selftest", "--config", both.toString());
        assertTrue(tested.contains("two: AES-256-GCM known answers, test cases 13 to 15: passed"), tested);
        assertTrue(tested.lines().allMatch(line -> line.endsWith(": passed")), tested);
    }

    private Path file(String name, String tokens) throws IOException {
        Path file = folder.resolve(name);
        PrivateFile.write(file, tokens + """

                lumenvault.site=T
                lumenvault.state=%1$s/state
                lumenvault.tls.certificate=%1$s/absent
                lumenvault.tls.key=%1$s/absent
                lumenvault.tls.ca=%1$s/absent
                """.formatted(folder));
        return file;
    }

    /** @return what the command said */
    private String lumenvault(int exitCode, String... arguments) throws IOException {
        Path log = folder.resolve("command-" + ++commands + ".log");
        List<String> flags = List.of("-Dlumenvault.app=" + RunningSites.java().application());
        ChildProcess command = ChildProcess.start("lumenvault", RunningSites.java().main("io.lumenvault.cli.Main", flags, List.of(arguments)), Map.of(), log);
        assertTrue(command.awaitEnd(LIMIT));
        String said = Files.readString(log);
        assertEquals(exitCode, command.exitCode(), said);
        return said;
    }
}
