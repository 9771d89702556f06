package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Reference data outside the project, found by the system property {@code lumenvault.shared}. */
public final class SharedData {

    private SharedData() {}

    /** The folder or file; skips the test loudly where it is absent, or fails it where CI=true. */
    public static Path path(String relative) {
        Path path = Path.of(System.getProperty("lumenvault.shared", "../../shared")).resolve(relative);
        if (Files.notExists(path)) {
            String missing = "SKIPPED: reference data " + relative + " is absent";
            System.err.println("==== " + missing + " ====");
            assertNotEquals("true", System.getenv("CI"), missing + ", and CI=true requires it");
            Assumptions.abort(missing);
        }
        return path;
    }
}
