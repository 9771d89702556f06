package io.lumenvault.cli.demo;

import io.lumenvault.cli.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the PKCS#11 library of SoftHSM2. */
public final class SoftHsm {

    /** The environment variable by which the launcher, or a person, names the library. */
    static final String VARIABLE = "LUMENVAULT_SOFTHSM";

    private static final List<String> USUAL_PLACES = List.of("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so",
            "/usr/lib64/pkcs11/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so");

    private SoftHsm() {}

    /** The library that the environment names, or the one in the usual places. */
    public static Path library() {
        String named = System.getenv(VARIABLE);
        if (named != null && Files.isReadable(Path.of(named))) {
            return Path.of(named).toAbsolutePath();
        }
        return USUAL_PLACES.stream().map(Path::of).filter(Files::isReadable).findFirst().orElseThrow(() -> new CommandFailure(
                "SoftHSM2 is missing: install the package softhsm2, or set " + VARIABLE + " to libsofthsm2.so"));
    }
}
