package io.lumenvault.server;

import io.lumenvault.hsm.HsmHealth;
import io.lumenvault.hsm.RootOfTrust;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The node is ready only while its HSM is. */
@Readiness
@Singleton
class HsmReadiness implements HealthCheck {

    private final RootOfTrust hsm;

    HsmReadiness(RootOfTrust hsm) {
        this.hsm = hsm;
    }

    @Override
    public HealthCheckResponse call() {
        HsmHealth health = hsm.health();
        return HealthCheckResponse.named("HSM").status(health.state() == HsmHealth.State.AVAILABLE).build();
    }
}
