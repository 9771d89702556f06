package io.lumenvault.server;

import io.lumenvault.db.cluster.ClusterStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * What the supervision of an embedded PostgreSQL has seen: its process is the launcher's, which writes it into a file. Of a database that the
 * operator runs there is nothing to say.
 */
@Readiness
@Singleton
class DatabaseSupervision implements HealthCheck {

    private final MeterRegistry registry;
    private final Optional<Path> file;

    DatabaseSupervision(MeterRegistry registry, SiteConfig config) {
        this.registry = registry;
        this.file = config.database().statusFile();
    }

    void started(@Observes StartupEvent event) {
        if (file.isPresent()) {
            Gauge.builder("lumenvault.database.restarts", this, now -> now.status().map(ClusterStatus::restarts).map(Long::doubleValue).orElse(Double.NaN))
                    .description("Times that the embedded PostgreSQL was started again since it was started with the node").register(registry);
        }
    }

    /** Up when nothing is known: the connections have a check of their own. */
    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("embedded PostgreSQL").up();
        status().ifPresent(status -> {
            answer.status(status.state() == ClusterStatus.State.SERVES).withData("restarts", status.restarts());
            status.lastRestart().ifPresent(time -> answer.withData("last restart", time.toString()).withData("reason", status.reason()));
        });
        return answer.build();
    }

    private Optional<ClusterStatus> status() {
        try {
            return file.isPresent() ? ClusterStatus.read(file.get()) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
