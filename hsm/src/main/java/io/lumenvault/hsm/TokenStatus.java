package io.lumenvault.hsm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One token as it is seen now.
 *
 * @param label      its label
 * @param library    the PKCS#11 library that reaches it
 * @param health     whether it can be used
 * @param masterKeys the generations in it, lowest first; empty while it is away
 * @param signs      whether it holds the audit signing key
 * @param mechanisms how it seals and which of the mechanisms used here it offers, in one line; empty while it is away
 * @param checkValues the key check value by generation, hexadecimal (ANSI X9.24-1 annex A: AES-CMAC of zeros); empty unless asked for
 */
public record TokenStatus(String label, Path library, HsmHealth health, List<MasterKey> masterKeys, boolean signs, String mechanisms,
        Map<Integer, String> checkValues) {

    public TokenStatus {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(library, "library");
        Objects.requireNonNull(health, "health");
        masterKeys = List.copyOf(masterKeys);
        Objects.requireNonNull(mechanisms, "mechanisms");
        checkValues = Map.copyOf(checkValues);
    }
}
