package io.lumenvault.db.object;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the material of an object is kept. */
public enum StorageClass {
    /** Sealed by the HSM, in the database; can be opened for its owner. */
    EXTERNAL,
    /** Wrapped inside the token, and that sealed, in the database; leaves only wrapped under another key, inside the token. */
    TRANSLATE,
    /** A key of the token that never leaves it; used by cryptographic operations only. */
    INTERNAL;

    /** Its name as configuration and the column write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the classes there are */
    public static StorageClass named(String text) {
        return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("storage class '" + text + "' does not exist; classes are "
                        + Arrays.stream(values()).map(StorageClass::text).collect(Collectors.joining(", "))));
    }
}
