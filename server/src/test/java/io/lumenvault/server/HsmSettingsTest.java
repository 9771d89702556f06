package io.lumenvault.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.hsm.HsmConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HsmSettingsTest {

    private static SiteConfig.Hsm settings(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        for (String name : List.of("site", "state", "tls.certificate", "tls.key", "tls.ca", "database.url", "database.user", "database.password-file")) {
            values.put("lumenvault." + name, "x");
        }
        values.put("lumenvault.hsm.library", "/first.so");
        values.put("lumenvault.hsm.token", "one");
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(values, "test", 290)).withMapping(SiteConfig.class).build()
                .getConfigMapping(SiteConfig.class).hsm();
    }

    @Test
    void oneToken_hasNoReplica() {
        List<HsmConfig> tokens = HsmSettings.tokens(settings(Map.of("lumenvault.hsm.pin-file", "/pin")));
        assertEquals(List.of("one"), tokens.stream().map(HsmConfig::tokenLabel).toList());
        assertEquals("PIN file /pin", tokens.getFirst().pin().toString());
    }

    @Test
    void replicas_followInTheOrderOfTheirNames_withTheirOwnLibraryOrTheFirst() {
        List<HsmConfig> tokens = HsmSettings.tokens(settings(Map.of(
                "lumenvault.hsm.pin-file", "/pin",
                "lumenvault.hsm.library-parameters", "configdir='sql:/a'",
                "lumenvault.hsm.replicas.b.token", "three",
                "lumenvault.hsm.replicas.b.pin-credential", "third",
                "lumenvault.hsm.replicas.b.library", "/other.so",
                "lumenvault.hsm.replicas.a.token", "two",
                "lumenvault.hsm.replicas.a.pin-file", "/second")));
        assertEquals(List.of("one", "two", "three"), tokens.stream().map(HsmConfig::tokenLabel).toList());
        assertEquals(List.of(Path.of("/first.so"), Path.of("/first.so"), Path.of("/other.so")), tokens.stream().map(HsmConfig::library).toList());
        assertEquals(List.of("configdir='sql:/a'", "configdir='sql:/a'", ""), tokens.stream().map(HsmConfig::parameters).toList());
        assertEquals("systemd credential third", tokens.getLast().pin().toString());
    }

    @Test
    void replicaWithoutPin_isNamed() {
        StartupException e = assertThrows(StartupException.class, () -> HsmSettings.tokens(settings(Map.of(
                "lumenvault.hsm.pin-file", "/pin", "lumenvault.hsm.replicas.a.token", "two"))));
        assertEquals("no PIN: set lumenvault.hsm.replicas.a.pin-file, lumenvault.hsm.replicas.a.pin-variable or lumenvault.hsm.replicas.a.pin-credential",
                e.getMessage());
    }
}
