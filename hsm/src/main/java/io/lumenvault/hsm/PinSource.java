package io.lumenvault.hsm;

import java.nio.file.Path;

/**
 * Where the user PIN of a token comes from: a file, an environment variable or a systemd credential. Never a command
 * argument, which every user of the machine can read.
 */
@FunctionalInterface
public interface PinSource {

    /**
     * Reads the PIN. The caller wipes the array after use.
     *
     * @throws HsmException where there is no PIN, or where group or others may read the file that holds it
     */
    char[] read();

    /** The first line of a file that only its owner may read. */
    static PinSource file(Path file) {
        return new PinFile("PIN file", file);
    }

    /** The value of an environment variable of this process. */
    static PinSource environment(String variable) {
        return new PinVariable(variable, System.getenv());
    }

    /** The systemd credential of this name, in the folder that {@code CREDENTIALS_DIRECTORY} names (systemd.exec(5), LoadCredential). */
    static PinSource credential(String name) {
        return new PinCredential(name, System.getenv());
    }
}
