package io.lumenvault.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoEnvironmentTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"/plain/path.pem", "127.0.0.1:5696", "/a path/with spaces", "/it's/$HOME/`id`/\"quoted\"\\", ""})
    void write_anyValue_isReadBackHereAndByAShell(String value) throws Exception {
        new DemoEnvironment(Map.of("NAME", value)).write(folder);
        assertEquals(value, DemoEnvironment.read(folder).orElseThrow().value("NAME"));
        assertEquals(value, shellReads("NAME"));
    }

    @Test
    void write_plainValue_isNotQuoted() throws IOException {
        new DemoEnvironment(Map.of("KMIP_A", "127.0.0.1:5696")).write(folder);
        assertEquals("KMIP_A=127.0.0.1:5696\n", Files.readString(folder.resolve("demo.env")));
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(folder.resolve("demo.env")));
    }

    @Test
    void read_noDemoYet_isEmpty() throws IOException {
        assertTrue(DemoEnvironment.read(folder).isEmpty());
    }

    @Test
    void value_missing_namesThoseThereAre() {
        var failure = assertThrows(IllegalArgumentException.class, () -> new DemoEnvironment(Map.of("CA", "x")).value("KMIP_A"));
        assertTrue(failure.getMessage().contains("KMIP_A") && failure.getMessage().contains("CA"), failure.getMessage());
    }

    private String shellReads(String name) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", ". \"$0\" && printf %s \"$" + name + "\"", folder.resolve("demo.env").toString()).start();
        String text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, shell.waitFor());
        return text;
    }
}
