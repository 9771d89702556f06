package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HsmConfigTest {

    private static HsmConfig config(String label, int sessions, Duration deadline) {
        return new HsmConfig(Path.of("lib.so"), label, () -> new char[1], sessions, deadline);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "123456789012345678901234567890123"})
    void label_outsideOneTo32Bytes_isRefused(String label) {
        assertThrows(IllegalArgumentException.class, () -> config(label, 1, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 257})
    void sessions_outsideRange_areRefused(int sessions) {
        assertThrows(IllegalArgumentException.class, () -> config("a", sessions, Duration.ofSeconds(1)));
    }

    @Test
    void deadline_outsideRange_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> config("a", 1, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> config("a", 1, Duration.ofHours(1)));
    }
}
