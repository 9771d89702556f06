package io.lumenvault.server;

import io.lumenvault.hsm.HsmConfig;
import io.lumenvault.hsm.HsmException;
import io.lumenvault.hsm.PinSource;
import io.lumenvault.hsm.RootOfTrust;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Translates the site's HSM settings to those of the library. */
final class HsmSettings {

    private HsmSettings() {}

    /**
     * Connects to the site's tokens.
     *
     * @throws StartupException saying why that cannot be
     */
    static RootOfTrust open(SiteConfig.Hsm hsm) {
        try {
            return RootOfTrust.open(tokens(hsm), Clock.systemUTC());
        } catch (HsmException | IllegalArgumentException refused) {
            throw new StartupException("the HSM cannot be used: " + refused.getMessage());
        }
    }

    /** The first token, then the others in the order of their names. */
    static List<HsmConfig> tokens(SiteConfig.Hsm hsm) {
        List<HsmConfig> tokens = new ArrayList<>();
        tokens.add(config(hsm, "lumenvault.hsm", hsm, hsm.library(), hsm.libraryParameters().orElse("")));
        for (Map.Entry<String, SiteConfig.Replica> more : new TreeMap<>(hsm.replicas()).entrySet()) {
            SiteConfig.Replica replica = more.getValue();
            Path library = replica.library().orElse(hsm.library());
            String parameters = replica.library().isPresent() ? replica.libraryParameters().orElse("") : hsm.libraryParameters().orElse("");
            tokens.add(config(hsm, "lumenvault.hsm.replicas." + more.getKey(), replica, library, parameters));
        }
        return tokens;
    }

    private static HsmConfig config(SiteConfig.Hsm hsm, String prefix, SiteConfig.Token token, Path library, String parameters) {
        return new HsmConfig(library, parameters, token.token(), pin(prefix, token), hsm.sessions(),
                Duration.ofMillis(hsm.deadlineMillis()), HsmConfig.SigningKeyUse.MADE_IF_ABSENT);
    }

    private static PinSource pin(String prefix, SiteConfig.Token token) {
        if (token.pinFile().isPresent()) {
            return PinSource.file(token.pinFile().get());
        }
        if (token.pinVariable().isPresent()) {
            return PinSource.environment(token.pinVariable().get());
        }
        return PinSource.credential(token.pinCredential().orElseThrow(() -> new StartupException(
                "no PIN: set %1$s.pin-file, %1$s.pin-variable or %1$s.pin-credential".formatted(prefix))));
    }
}
