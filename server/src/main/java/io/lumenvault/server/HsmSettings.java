package io.lumenvault.server;

import io.lumenvault.hsm.HsmConfig;
import io.lumenvault.hsm.PinSource;
import java.time.Duration;

/** Translates the site's HSM settings to those of the library. */
final class HsmSettings {

    private HsmSettings() {}

    static HsmConfig of(SiteConfig.Hsm hsm) {
        return new HsmConfig(hsm.library(), hsm.token(), pin(hsm), hsm.sessions(), Duration.ofMillis(hsm.deadlineMillis()));
    }

    private static PinSource pin(SiteConfig.Hsm hsm) {
        if (hsm.pinFile().isPresent()) {
            return PinSource.file(hsm.pinFile().get());
        }
        if (hsm.pinVariable().isPresent()) {
            return PinSource.environment(hsm.pinVariable().get());
        }
        return PinSource.credential(hsm.pinCredential().orElseThrow(() -> new StartupException(
                "no PIN: set lumenvault.hsm.pin-file, lumenvault.hsm.pin-variable or lumenvault.hsm.pin-credential")));
    }
}
