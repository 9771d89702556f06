package io.lumenvault.server;

import io.lumenvault.hsm.HsmHealth;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.hsm.TokenStatus;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The node is ready only while its HSM is: one token of several is enough. */
@Readiness
@Singleton
class HsmReadiness implements HealthCheck {

    private final RootOfTrust hsm;

    HsmReadiness(RootOfTrust hsm) {
        this.hsm = hsm;
    }

    @Override
    public HealthCheckResponse call() {
        List<TokenStatus> tokens = hsm.tokens();
        long available = tokens.stream().filter(token -> token.health().state() == HsmHealth.State.AVAILABLE).count();
        return HealthCheckResponse.named("HSM").status(hsm.health().state() == HsmHealth.State.AVAILABLE)
                .withData("tokens", tokens.size()).withData("available", available).build();
    }
}
