package io.lumenvault.cli.drill;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lumenvault.faults.RunningSites;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the drill {@code disk-full}, where the machine lets it mount. */
@Tag("timed")
class DiskFullDrillIT {

    @Test
    void volumesFull_failClosed_andServeAgain(@TempDir Path folder) throws Exception {
        assumeTrue(mayMount(folder), "small file systems cannot be mounted here");
        DrillReport report = new DiskFullDrill(Load.Intensity.LIGHT).run(RunningSites.drill("disk-full", 1));
        report.print(System.out);
        assertTrue(report.passed(), () -> report.findings().toString());
    }

    private static boolean mayMount(Path folder) throws Exception {
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString()).start();
        boolean mounted = mount.waitFor() == 0;
        return mounted && new ProcessBuilder("umount", folder.toString()).start().waitFor() == 0;
    }
}
