package io.lumenvault.hsm;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A PIN in a systemd credential: a file that systemd puts into a folder of this service alone. */
record PinCredential(String name, Map<String, String> environment) implements PinSource {

    private static final String FOLDER_VARIABLE = "CREDENTIALS_DIRECTORY";

    PinCredential {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(name, "name");
        if (name.isEmpty() || name.contains("/") || name.startsWith(".")) {
            throw new IllegalArgumentException("credential name \"" + name + "\"; allowed is a plain file name");
        }
    }

    @Override
    public char[] read() {
        String folder = environment.get(FOLDER_VARIABLE);
        if (folder == null || folder.isEmpty()) {
            throw new HsmException("no PIN: " + FOLDER_VARIABLE + " is not set, so systemd passed no credential "
                    + name + " (LoadCredential= in the unit)");
        }
        return new PinFile("credential", Path.of(folder, name)).read();
    }

    @Override
    public String toString() {
        return "systemd credential " + name;
    }
}
