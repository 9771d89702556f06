package io.lumenvault.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the launcher sees to before it runs a command: on a machine without SoftHSM2 and package manager, with a JDK and a build that are
 * made up. That JDK's {@code java} prints what it is to run.
 */
class LauncherRunTest {

    private static final List<String> TOOLS = List.of("cat", "dirname", "find", "grep", "head", "id", "mkdir", "readlink", "sed", "tail", "touch");
    /** Nobody's user and group, in every Debian. */
    private static final String NOBODY = "65534";

    @TempDir
    private Path folder;

    private Path house;

    private record Answer(int exitCode, String text) {}

    @BeforeEach
    void make() throws IOException {
        for (String tool : TOOLS) {
            program(folder.resolve("tools").resolve(tool), "exec /usr/bin/" + tool + " \"$@\"");
        }
        program(folder.resolve("tools/mvn"), "exit 1");
        program(folder.resolve("jdk/bin/java"), "echo \"$*\"");
        program(folder.resolve("jdk/bin/javac"), "");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        house = build(folder.resolve("house"));
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The launcher and a build, current since it has no sources; libraries of the machine are not found. */
    private Path build(Path place) throws IOException {
        Files.createDirectories(place.resolve("server/target/quarkus-app"));
        Files.createDirectories(place.resolve("target"));
        Files.createFile(place.resolve("server/target/quarkus-app/quarkus-run.jar"));
        Files.createFile(place.resolve("target/built"));
        Files.writeString(place.resolve("lumenvault"), Files.readString(Path.of("..", "lumenvault")).replaceAll("/usr/(local/)?lib", folder + "/absent"));
        return place;
    }

    private Answer run(Path place, List<String> prefix, String words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("/bin/sh", place.resolve("lumenvault").toString()));
        command.addAll(List.of(words.split(" ")));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", folder.resolve("tools").toString(), "JAVA_HOME", folder.resolve("jdk").toString(),
                "LUMENVAULT_HOME", folder.resolve("state").toString()));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }

    private String site(String... lines) throws IOException {
        return Files.write(folder.resolve("site.properties"), List.of(lines)).toString();
    }

    private void assertRuns(String words) throws Exception {
        Answer answer = run(house, List.of(), words);
        assertEquals(0, answer.exitCode(), answer.text());
        assertTrue(answer.text().endsWith("io.lumenvault.cli.Main " + words + "\n"), answer.text());
    }

    private void assertAsksForSoftHsm(String words) throws Exception {
        Answer answer = run(house, List.of(), words);
        assertEquals(1, answer.exitCode(), answer.text());
        assertTrue(answer.text().startsWith("lumenvault: SoftHSM2 is missing: "), answer.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve --config ", "hsm status --config=", "hsm selftest --config ", "hsm clone --config "})
    void siteOfAnotherToken_doesWithoutSoftHsm(String command) throws Exception {
        assertRuns(command + site("lumenvault.hsm.library=/opt/vendor/libpkcs11.so", "lumenvault.hsm.token=node", "#lumenvault.hsm.softhsm2-conf=x"));
    }

    @Test
    void siteWhoseSoftHsmIsWhereItSays_runs() throws Exception {
        Path library = Files.createFile(folder.resolve("libsofthsm2.so"));
        assertRuns("serve --config " + site("lumenvault.hsm.library = " + library, "lumenvault.hsm.softhsm2-conf=/hsm/softhsm2.conf"));
        assertRuns("hsm init --folder f --token t --library " + library);
    }

    @Test
    void whatNeedsSoftHsm_asksForIt() throws Exception {
        assertAsksForSoftHsm("demo");
        assertAsksForSoftHsm("drill kill");
        assertAsksForSoftHsm("hsm init --folder f --token t");
        assertAsksForSoftHsm("serve --config " + site("lumenvault.hsm.library=" + folder + "/none.so", "lumenvault.hsm.softhsm2-conf=/hsm/softhsm2.conf"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys list", "test"})
    void folderThatJavaCannotTake_isNamed(String words) throws Exception {
        Path place = build(folder.resolve("a:b"));
        Answer answer = run(place, List.of(), words);
        assertEquals(1, answer.exitCode(), answer.text());
        assertEquals("lumenvault: there is a ':' in the name of the folder " + place + ", which Java cannot take: move it to another\n", answer.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys list", "test"})
    void buildOfAnotherUser_isNamed(String words) throws Exception {
        Files.delete(house.resolve("target/built"));
        Files.setPosixFilePermissions(Files.createDirectory(folder.resolve("state")), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(house.resolve("target"), PosixFilePermissions.fromString("r-xr-xr-x"));
        // Root may write everywhere.
        List<String> other = System.getProperty("user.name").equals("root")
                ? List.of("/usr/bin/setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups") : List.of();
        assumeTrue(run(house, other, "help").exitCode() == 0, "others cannot get to the folder of the test");
        Answer answer = run(house, other, words);
        assertEquals(1, answer.exitCode(), answer.text());
        assertEquals("lumenvault: cannot write to " + house + "/target, where the build goes\n", answer.text());
    }
}
