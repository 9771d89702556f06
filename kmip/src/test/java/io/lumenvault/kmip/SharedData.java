package io.lumenvault.kmip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Reference data outside the project, found by the system property {@code lumenvault.shared}. */
public final class SharedData {

    private SharedData() {
    }

    /** The folder or file; skips the test loudly where it is absent, or fails it where CI=true. */
    public static Path path(String relative) {
        Path path = Path.of(System.getProperty("lumenvault.shared", "../shared")).resolve(relative);
        if (!Files.exists(path)) {
            String missing = "SKIPPED: reference data " + relative + " is absent";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(missing + ", and CI=true requires it");
            }
            System.out.println("==== " + missing + " ====");
            Assumptions.abort(missing);
        }
        return path;
    }

    /** The lines of a file without comments and blank lines. */
    public static List<String> lines(String relative) throws IOException {
        return Files.readAllLines(path(relative)).stream().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
