package io.lumenvault.cli.drill;

import io.lumenvault.cli.CommandFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;

/**
 * A folder that lies on a small file system of its own, which can be filled up and freed again. Needs root and the right to mount;
 * nobody may use the folder while it is put there or taken away. What is in the folder goes with the file system.
 */
final class SmallVolume implements AutoCloseable {

    private static final int CHUNK = 64 << 10;
    private static final Path MOUNTS = Path.of("/proc/self/mounts");

    private final String name;
    private final Path folder;
    private final Path ballast;
    /** A drill that is interrupted leaves no file system behind. */
    private final Thread atExit;

    private SmallVolume(String name, Path folder) {
        this.name = name;
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
        this.atExit = new Thread(() -> detach(folder), "unmount");
    }

    /**
     * Puts a folder with what it holds on a file system of that size.
     *
     * @param name what it is for, in words
     * @throws CommandFailure where that is not possible; the folder is not on a file system of its own then
     */
    static SmallVolume over(String name, Path folder, int mebibytes) throws IOException {
        Objects.requireNonNull(name, "name");
        Path aside = folder.resolveSibling(folder.getFileName() + ".aside");
        run("mv", "-T", folder.toString(), aside.toString());
        Files.createDirectory(folder);
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
        SmallVolume volume = new SmallVolume(name, folder);
        Runtime.getRuntime().addShutdownHook(volume.atExit);
        try {
            run("cp", "-a", aside + "/.", folder.toString());
            run("rm", "-r", aside.toString());
        } catch (IOException | RuntimeException failed) {
            volume.close();
            throw failed;
        }
        return volume;
    }

    /** Takes away what a drill that was killed has left mounted under a folder. */
    static void detachAll(Path under) throws IOException {
        for (String mount : Files.readAllLines(MOUNTS)) {
            Path at = Path.of(mount.split(" ")[1]);
            if (mount.startsWith("tmpfs ") && at.startsWith(under.toAbsolutePath())) {
                detach(at);
            }
        }
    }

    /** What it is for, in words. */
    String name() {
        return name;
    }

    /** Writes until there is no space left; to be repeated, because others may give space back. */
    void fill() throws IOException {
        long written = 0;
        try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] zeros = new byte[CHUNK];
            while (true) {
                out.write(zeros);
                written += CHUNK;
            }
        } catch (IOException full) {
            if (written == 0 && Files.getFileStore(folder).getUsableSpace() >= CHUNK) {
                throw full;
            }
        }
    }

    /** Gives the space back. */
    void free() throws IOException {
        Files.deleteIfExists(ballast);
    }

    @Override
    public void close() throws IOException {
        run("umount", folder.toString());
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** It goes when the last process that uses it has ended. */
    private static void detach(Path folder) {
        try {
            run("umount", "-l", folder.toString());
        } catch (IOException failed) {
            throw new CommandFailure("cannot unmount " + folder + ": " + failed.getMessage(), failed);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new CommandFailure("a small file system is needed, as root with the right to mount: " + said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted");
        }
    }
}
