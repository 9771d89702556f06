package io.lumenvault.cli.drill;

import io.lumenvault.cli.StateFolder;
import io.lumenvault.cli.process.JavaCommand;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Objects;

/**
 * How a drill is run.
 *
 * @param rounds how often the fault is caused, from 1
 * @param folder where the drill keeps its sites and files; it may be emptied
 * @param java the built application
 * @param out where progress is told, a line now and then
 */
public record DrillOptions(int rounds, Path folder, JavaCommand java, PrintStream out) {

    public DrillOptions {
        if (rounds < 1) {
            throw new IllegalArgumentException("a drill has 1 round or more, not " + rounds);
        }
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(java, "java");
        Objects.requireNonNull(out, "out");
    }

    /** Of a drill that a person started: the folder {@code drill/NAME} of the launcher's state, the application of the launcher. */
    static DrillOptions launched(Drill drill, int rounds) {
        return new DrillOptions(rounds, StateFolder.path().resolve("drill").resolve(drill.name()), JavaCommand.launched(), System.out);
    }
}
