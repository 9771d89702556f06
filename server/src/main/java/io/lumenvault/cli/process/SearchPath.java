package io.lumenvault.cli.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** The programs of this system. */
final class SearchPath {

    private SearchPath() {}

    static boolean has(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin").split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
