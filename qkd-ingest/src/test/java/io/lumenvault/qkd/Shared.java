package io.lumenvault.qkd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Reference data outside the project. Where it is absent its tests are skipped, loudly; never under CI=true. */
public final class Shared {
    private Shared() {
    }

    public static JsonNode distillation(String name) throws IOException {
        Path file = Path.of(System.getProperty("lumenvault.shared", "../shared"), "distillation", "data", name);
        if (!Files.exists(file)) {
            String message = "REFERENCE DATA ABSENT, TEST SKIPPED: " + file;
            System.err.println(message);
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
        return new ObjectMapper().readTree(file.toFile());
    }
}
