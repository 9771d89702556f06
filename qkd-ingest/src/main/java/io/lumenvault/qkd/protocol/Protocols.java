package io.lumenvault.qkd.protocol;

import io.lumenvault.qkd.protocol.bb84.OneDecoy;
import io.lumenvault.qkd.protocol.bb84.ThreeIntensities;
import io.lumenvault.qkd.protocol.bb84.VacuumAndWeak;
import io.lumenvault.qkd.protocol.entangled.Bbm92;
import io.lumenvault.qkd.protocol.entangled.E91;
import io.lumenvault.qkd.protocol.mdi.MdiBb84;
import java.util.List;
import java.util.stream.Collectors;

/** The protocols there are, with their usual settings. */
public final class Protocols {
    /** How the names begin of those that send light from one end to the other. */
    public static final String PREPARED = "bb84";
    private static final List<Protocol> ALL = List.of(ThreeIntensities.usual(), VacuumAndWeak.usual(), OneDecoy.usual(),
            Bbm92.usual(), E91.usual(), MdiBb84.usual());

    private Protocols() {
    }

    public static List<Protocol> all() {
        return ALL;
    }

    /**
     * The protocol of a name.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public static Protocol named(String name) {
        return ALL.stream().filter(protocol -> protocol.name().equals(name)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("unknown protocol '" + name + "'; allowed is "
                        + ALL.stream().map(Protocol::name).collect(Collectors.joining(", "))));
    }
}
