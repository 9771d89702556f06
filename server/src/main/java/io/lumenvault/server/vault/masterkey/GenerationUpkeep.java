package io.lumenvault.server.vault.masterkey;

import io.lumenvault.db.custody.Generation;
import io.lumenvault.ground.BackgroundLoop;
import io.lumenvault.ground.PatientStep;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.vault.InternalObjects;
import java.time.Duration;
import java.util.Objects;

/**
 * What the master key's generations need once a second: follows a rotation by another node, forces one at the limit of seals, and
 * removes the keys of destroyed generations and objects from the token. Each of these fails by itself: none holds up the others.
 */
public final class GenerationUpkeep implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final MasterKeys masterKeys;
    private final InternalObjects internal;
    private final ForcedRotation forced;
    private final PatientStep rotating = new PatientStep("master key rotation");
    private final PatientStep erasingGenerations = new PatientStep("removal of master keys from the token");
    private final PatientStep erasingObjects = new PatientStep("removal of keys from the token");
    private final BackgroundLoop loop = new BackgroundLoop("custody-upkeep", this::step);
    private volatile Generation active;

    public GenerationUpkeep(MasterKeys masterKeys, InternalObjects internal, AuditLog audit) {
        this.masterKeys = Objects.requireNonNull(masterKeys, "masterKeys");
        this.internal = Objects.requireNonNull(internal, "internal");
        this.forced = new ForcedRotation(masterKeys, audit);
    }

    /** Reads the active generation, and looks after it from now on. */
    public void start() {
        active = masterKeys.active();
        loop.start(INTERVAL.toMillis());
    }

    /** Seals reserved under the active generation, as last read. */
    public long activeSeals() {
        return active.seals();
    }

    /** The active generation, as last read. */
    public int activeGeneration() {
        return active.generation();
    }

    @Override
    public void close() {
        loop.close();
    }

    private void step() {
        rotating.run(() -> {
            forced.step(masterKeys.active());
            active = masterKeys.active();
        });
        erasingGenerations.run(masterKeys::eraseDestroyed);
        erasingObjects.run(internal::eraseDestroyed);
    }
}
