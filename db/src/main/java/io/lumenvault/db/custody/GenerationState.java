package io.lumenvault.db.custody;

import java.util.Arrays;
import java.util.Locale;

/** States of a master key generation, a subset of those of NIST SP 800-57 part 1 (rev. 5) clause 7, in KMIP's words. */
public enum GenerationState {
    /** Made in the token, not in use yet. */
    PRE_ACTIVE,
    /** New seals are made under it; there is one at most. */
    ACTIVE,
    /** Opens what it sealed, until that is sealed anew; seals nothing. */
    DEACTIVATED,
    /** Nothing is sealed under it, and its key is removed from the token. */
    DESTROYED;

    /** The column's value. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static GenerationState of(String text) {
        return Arrays.stream(values()).filter(state -> state.text().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("state '" + text + "' of a master key generation is unknown"));
    }
}
