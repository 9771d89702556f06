package io.lumenvault.cli.drill;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The drills there are. A new one is a class and a line here. */
final class Drills {

    static final List<Drill> ALL = List.of(new KillDrill(), new LinkKillDrill(), new RaceDrill(), new AuditTamperingDrill(), new CanaryDrill(),
            new AuthorizationDrill(), new HsmOutageDrill(), new ClockDrill(), new DiskFullDrill());

    private Drills() {}

    static Optional<Drill> named(String name) {
        return ALL.stream().filter(drill -> drill.name().equals(name)).findFirst();
    }

    /** Their names, for a person who has typed another. */
    static String names() {
        return ALL.stream().map(Drill::name).collect(Collectors.joining(", "));
    }
}
