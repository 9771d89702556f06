package io.lumenvault.qkd.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecureDistanceTest {
    private static final String REQUIRED = """
            role=alice
            link=link-1
            module=alice-1
            classical=127.0.0.1:1
            quantum=127.0.0.1:2
            pre_shared_secret=secret
            state=state
            key_manager.url=https://127.0.0.1:3
            key_manager.certificate=module.crt
            key_manager.key=module.key
            key_manager.ca=module.crt
            """;

    @TempDir
    Path folder;

    private double km(String... settings) throws IOException {
        Path file = folder.resolve("alice.properties");
        Files.writeString(file, REQUIRED + String.join("\n", settings));
        return SecureDistance.km(ModuleConfig.read(file));
    }

    /** Of 0.2 dB/km; a source or a relay in the middle reaches further than light from one end. */
    @ParameterizedTest
    @CsvSource({"bb84, 164", "bb84-one-decoy, 163", "bbm92, 366", "e91, 358", "mdi, 237"})
    void usualSettings_endWhereTheirFiniteKeyDoes(String protocol, double km) throws IOException {
        assertEquals(km, km("protocol=" + protocol), 2);
    }

    @Test
    void lossierFibreAndNoisierReceivers_reachLessFar() throws IOException {
        double usual = km();
        assertEquals(usual / 2, km("attenuation_db_per_km=0.4"), 1);
        assertTrue(km("splices=25") < usual, "a splice every 2 km");
        assertTrue(km("dark_count_probability=1e-5") < usual);
        assertTrue(km("reconciliation=ldpc") <= usual);
        assertEquals(0, km("misalignment=0.4"));
    }

    @Test
    void settingsThatNoLinkIsPlannedWith_haveNoEstimate() throws IOException {
        assertTrue(Double.isNaN(km("block_bits=256", "frame_bits=256")));
        assertTrue(Double.isNaN(km("epsilon_secrecy=0.2")));
        assertTrue(Double.isNaN(km("protocol=e91", "detector_efficiency=0", "dark_count_probability=0")));
    }
}
