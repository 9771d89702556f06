package io.lumenvault.server;

import io.lumenvault.ground.BackgroundLoop;
import io.lumenvault.server.vault.ClockWatch;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has the clock looked at every second. */
@Singleton
class ClockLooks {

    private static final long EVERY_MILLIS = 1000;

    private final BackgroundLoop loop;

    ClockLooks(ClockWatch watch) {
        this.loop = new BackgroundLoop("clock-watch", watch::look);
    }

    void started(@Observes StartupEvent event) {
        loop.start(EVERY_MILLIS);
    }

    void stopping(@Observes ShutdownEvent event) {
        loop.close();
    }
}
