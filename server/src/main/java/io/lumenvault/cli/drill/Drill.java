package io.lumenvault.cli.drill;

/**
 * A fault that is caused on purpose, many times, at real sites, and counted afterwards. Each is one class, listed in {@link Drills};
 * the suite runs it with few rounds, a person or a nightly job with {@code ./lumenvault drill NAME}.
 */
public interface Drill {

    /** The name that the command line knows it by, for example {@code kill}. */
    String name();

    /** What is done and what must come of it, in one line. */
    String title();

    /** Rounds when nobody says otherwise. */
    int defaultRounds();

    /**
     * Runs it to its end, and leaves nothing running.
     *
     * @throws Exception when the drill itself cannot be carried out; a fault that it finds is a count of the report
     */
    DrillReport run(DrillOptions options) throws Exception;
}
