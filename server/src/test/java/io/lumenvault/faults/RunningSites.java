package io.lumenvault.faults;

import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.demo.TwoSites;
import io.lumenvault.cli.drill.DrillOptions;
import io.lumenvault.cli.drill.DrillSites;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The sites of a test, in a folder of their own under {@code target/it}. */
public final class RunningSites extends DrillSites {

    private static final Path ALL = Path.of("target", "it").toAbsolutePath();
    private static final Path PROGRAMS = ALL.resolve("programs");
    /** PostgreSQL's user passes through. */
    private static final FileAttribute<?> PASSABLE = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x"));
    private static final JavaCommand JAVA = new JavaCommand(Path.of("target", "quarkus-app").toAbsolutePath());

    private RunningSites(TwoSites sites) {
        super(sites);
    }

    /** New sites, not started. */
    public static RunningSites create(String test) throws IOException {
        Path folder = ALL.resolve(test);
        delete(folder);
        linkDatabasePrograms(folder);
        return new RunningSites(TwoSites.open(folder, JAVA, SoftHsm.library(), Ports.unusual()));
    }

    /** How the suite runs the short form of a drill. */
    public static DrillOptions drill(String name, int rounds) throws IOException {
        Path folder = ALL.resolve("drill-" + name);
        delete(folder);
        linkDatabasePrograms(folder);
        return new DrillOptions(rounds, folder, JAVA, System.out);
    }

    /** Files of earlier runs go; other runs' files stay for whoever looks for what went wrong. */
    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** PostgreSQL is unpacked by the first test and shared by the others, also by those that another process runs meanwhile. */
    private static void linkDatabasePrograms(Path folder) throws IOException {
        Files.createDirectories(PROGRAMS, PASSABLE);
        Files.createDirectories(folder, PASSABLE);
        if (unpacked(PROGRAMS).isEmpty()) {
            for (Path test : list(ALL, "*")) {
                for (Path programs : unpacked(test)) {
                    copy(programs, PROGRAMS.resolve(programs.getFileName()));
                }
            }
        }
        for (Path programs : unpacked(PROGRAMS)) {
            Files.createSymbolicLink(folder.resolve(programs.getFileName()), programs);
        }
    }

    private static List<Path> unpacked(Path folder) throws IOException {
        return list(folder, "postgresql-*");
    }

    private static List<Path> list(Path folder, String names) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
            return StreamSupport.stream(found.spliterator(), false).toList();
        } catch (NotDirectoryException | NoSuchFileException _) {
            return List.of();
        }
    }

    /** Whole or not at all; another process may do the same. */
    private static void copy(Path programs, Path target) throws IOException {
        Path unfinished = Files.createTempDirectory(PROGRAMS, "unfinished-", PASSABLE);
        try (Stream<Path> files = Files.walk(programs)) {
            for (Path file : files.filter(file -> !file.equals(programs)).toList()) {
                Files.copy(file, unfinished.resolve(programs.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
        try {
            Files.move(unfinished, target);
        } catch (FileSystemException taken) {
            delete(unfinished);
        }
    }

    @Override
    public RunningSites startBoth() throws IOException {
        super.startBoth();
        return this;
    }

    /** The built application. */
    public static JavaCommand java() {
        return JAVA;
    }
}
