package io.lumenvault.server;

import io.lumenvault.hsm.HsmUnavailableException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Identifiers of audit entries: random ones of the HSM. While that is away they are of the JVM's random source, because what is
 * refused then must be recorded too. An entry's identifier is unique and protects nothing.
 */
final class EventIdentifiers implements Supplier<UUID> {

    private final Supplier<UUID> hsm;

    EventIdentifiers(Supplier<UUID> hsm) {
        this.hsm = Objects.requireNonNull(hsm, "hsm");
    }

    @Override
    public UUID get() {
        try {
            return hsm.get();
        } catch (HsmUnavailableException _) {
            return UUID.randomUUID();
        }
    }
}
