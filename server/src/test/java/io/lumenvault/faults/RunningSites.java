package io.lumenvault.faults;

import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.demo.TwoSites;
import io.lumenvault.cli.drill.DrillOptions;
import io.lumenvault.cli.drill.DrillSites;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

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

    /** PostgreSQL is unpacked by the first test and shared by the others. */
    private static void linkDatabasePrograms(Path folder) throws IOException {
        Files.createDirectories(PROGRAMS, PASSABLE);
        Files.createDirectories(folder, PASSABLE);
        try (Stream<Path> unpacked = Files.find(ALL, 2, (file, found) -> found.isDirectory() && file.getFileName().toString().startsWith("postgresql-"))) {
            for (Path programs : unpacked.toList()) {
                Path kept = PROGRAMS.resolve(programs.getFileName());
                if (Files.notExists(kept)) {
                    Files.move(programs, kept);
                }
                if (Files.notExists(folder.resolve(programs.getFileName()))) {
                    Files.createSymbolicLink(folder.resolve(programs.getFileName()), kept);
                }
            }
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
