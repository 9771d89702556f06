package io.lumenvault.qkd.module;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.commons.math3.optim.linear.SimplexSolver;

/** Two module processes with a key manager's receiver each, on free ports of the loopback interface. */
final class TestLink implements AutoCloseable {
    final Path folder;
    final PushReceiver keyManagerA;
    final PushReceiver keyManagerB;
    final Map<String, String> settings = new TreeMap<>();
    private final TestPki pki;
    private final int classicalPort = freePort();
    private final int quantumPort = freePort();
    private int bobsClassicalPort = classicalPort;
    private final List<Process> processes = new ArrayList<>();

    TestLink(Path folder) throws Exception {
        this.folder = folder;
        pki = new TestPki(folder);
        keyManagerA = new PushReceiver(pki.serverContext());
        keyManagerB = new PushReceiver(pki.serverContext());
        newSecret();
        settings.put("clock_hz", "2e8");
        settings.put("length_km", "10");
        settings.put("block_bits", "262144");
        settings.put("frame_bits", "65536");
    }

    /**
     * Waits for the first block of both ends. Its keys are equal, and either end says of it what is expected.
     *
     * @param title name of the protocol
     * @param within of the QBER
     */
    List<PushReceiver.Push> assertFirstBlock(String title, long siftedBits, double qber, double within) throws Exception {
        await("first block", () -> !common().isEmpty());
        long sequence = common().getFirst();
        List<PushReceiver.Push> both = List.of(keyManagerA.blocks.get(sequence), keyManagerB.blocks.get(sequence));
        assertArrayEquals(both.getFirst().key(), both.getLast().key());
        for (PushReceiver.Push push : both) {
            assertEquals(title, push.metadata().get("protocol").asText());
            assertEquals(siftedBits, push.metadata().get("sifted_bits").asLong());
            assertEquals(1e-9, push.metadata().get("epsilon").asDouble(), 1e-11);
            assertEquals(qber, push.metadata().get("qber").asDouble(), within);
        }
        return both;
    }

    void newSecret() throws IOException {
        byte[] secret = new byte[4096];
        new SecureRandom().nextBytes(secret);
        Files.write(folder.resolve("secret"), secret);
        Files.setPosixFilePermissions(folder.resolve("secret"), PosixFilePermissions.fromString("rw-------"));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int classicalPort() {
        return classicalPort;
    }

    int quantumPort() {
        return quantumPort;
    }

    /** Lets Bob reach the classical channel through somebody else. */
    void routeClassicalThrough(int port) {
        bobsClassicalPort = port;
    }

    Path writeConfig(String role) throws IOException {
        Map<String, String> all = new TreeMap<>(settings);
        boolean alice = role.equals("alice");
        all.put("role", role);
        all.put("link", "link-1");
        all.put("module", role + "-1");
        all.put("classical", "127.0.0.1:" + (alice ? classicalPort : bobsClassicalPort));
        all.put("quantum", "127.0.0.1:" + quantumPort);
        all.put("pre_shared_secret", "secret");
        all.put("state", role);
        all.put("key_manager.url", (alice ? keyManagerA : keyManagerB).url());
        all.put("key_manager.certificate", "module.crt");
        all.put("key_manager.key", "module.key");
        all.put("key_manager.ca", "module.crt");
        StringBuilder text = new StringBuilder();
        all.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        Path file = folder.resolve(role + ".properties");
        Files.writeString(file, text);
        return file;
    }

    private static Path place(Class<?> type) throws IOException {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    Process start(String role) throws IOException {
        Path config = writeConfig(role);
        // With the library that plans links of MDI-BB84.
        String classes = place(ModuleMain.class) + File.pathSeparator + place(SimplexSolver.class);
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "-Xmx512m", "-cp", classes,
                ModuleMain.class.getName(), "--config", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(role + ".log").toFile())).start();
        processes.add(process);
        return process;
    }

    String log(String role) throws IOException {
        return Files.readString(folder.resolve(role + ".log"));
    }

    boolean logContains(String role, String text) {
        try {
            return log(role).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for something to happen; fails with both logs when it does not. */
    void await(String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 60 s: " + what + "\nalice:\n" + log("alice") + "\nbob:\n" + log("bob"));
            }
            Thread.sleep(20);
        }
    }

    /** Blocks that both key managers have. */
    List<Long> common() {
        List<Long> both = new ArrayList<>(keyManagerA.blocks.keySet());
        both.retainAll(keyManagerB.blocks.keySet());
        return both;
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroyForcibly();
        }
        keyManagerA.close();
        keyManagerB.close();
    }
}
