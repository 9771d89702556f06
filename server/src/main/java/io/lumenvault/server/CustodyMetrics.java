package io.lumenvault.server;

import io.lumenvault.server.vault.masterkey.GenerationUpkeep;
import io.lumenvault.server.vault.masterkey.MasterKeys;
import io.lumenvault.server.vault.masterkey.Resealing;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Custody's figures at {@code /q/metrics}: seals of the active master key against their limit, and how far sealing anew has come. */
@Singleton
class CustodyMetrics {

    /** After custody has started. */
    private static final int THIRD = 3;

    private final MeterRegistry registry;
    private final MasterKeys masterKeys;
    private final GenerationUpkeep upkeep;
    private final Resealing resealing;

    CustodyMetrics(MeterRegistry registry, MasterKeys masterKeys, GenerationUpkeep upkeep, Resealing resealing) {
        this.registry = registry;
        this.masterKeys = masterKeys;
        this.upkeep = upkeep;
        this.resealing = resealing;
    }

    void started(@Observes @Priority(THIRD) StartupEvent event) {
        Gauge.builder("lumenvault.master.key.generation", upkeep, GenerationUpkeep::activeGeneration)
                .description("the active generation of the master key").register(registry);
        Gauge.builder("lumenvault.master.key.seals", upkeep, GenerationUpkeep::activeSeals)
                .description("seals counted under the active generation").register(registry);
        Gauge.builder("lumenvault.master.key.seal.limit", masterKeys, MasterKeys::limit)
                .description("seals after which the master key is rotated").register(registry);
        Gauge.builder("lumenvault.reseal.remaining.rows", resealing, Resealing::remaining)
                .description("rows still to be sealed anew").register(registry);
        Gauge.builder("lumenvault.reseal.damaged.rows", resealing, Resealing::damagedRows)
                .description("rows that cannot be opened").register(registry);
        FunctionCounter.builder("lumenvault.reseal.rows", resealing, Resealing::done)
                .description("rows sealed anew by this node").register(registry);
    }
}
