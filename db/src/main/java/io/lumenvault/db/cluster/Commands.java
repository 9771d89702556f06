package io.lumenvault.db.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs short commands of the system to their end. */
final class Commands {

    private Commands() {}

    /** Whether a program of this name stands in the search path. */
    static boolean available(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        for (String folder : path.split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    static boolean succeeds(List<String> command) throws IOException {
        Process process = start(command);
        process.getInputStream().readAllBytes();
        return exit(process) == 0;
    }

    /** What the command prints (both streams together), whether it succeeds or not. */
    static String output(List<String> command) throws IOException {
        Process process = start(command);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        exit(process);
        return text;
    }

    private static Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).directory(Path.of("/").toFile()).start();
        process.getOutputStream().close();
        return process;
    }

    private static int exit(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + process.info().command().orElse("a command"), e);
        }
    }
}
