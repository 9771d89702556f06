package io.lumenvault.cli;

import java.nio.file.Path;

/** Where state lives: {@code LUMENVAULT_HOME}, which the launcher always sets, or {@code .lumenvault} where the command was typed. */
public final class StateFolder {

    private StateFolder() {}

    /** The folder, absolute; it need not exist. */
    public static Path path() {
        String named = System.getenv("LUMENVAULT_HOME");
        return Path.of(named == null || named.isBlank() ? ".lumenvault" : named).toAbsolutePath().normalize();
    }
}
