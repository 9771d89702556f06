package io.lumenvault.server;

import io.lumenvault.ground.BackgroundLoop;
import io.lumenvault.server.vault.Approvals;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Records requests under approval whose time is over. That it is over is judged when they are used; this only makes it seen. */
@Singleton
class ApprovalExpiry {

    private static final long EVERY_MILLIS = 5000;

    private final BackgroundLoop loop;

    ApprovalExpiry(Approvals approvals) {
        this.loop = new BackgroundLoop("approval-expiry", approvals::expire);
    }

    void started(@Observes StartupEvent event) {
        loop.start(EVERY_MILLIS);
    }

    void stopping(@Observes ShutdownEvent event) {
        loop.close();
    }
}
