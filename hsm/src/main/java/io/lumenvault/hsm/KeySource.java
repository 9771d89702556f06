package io.lumenvault.hsm;

import java.util.Objects;
import java.util.UUID;

/** Where a secret key of a user comes from when the token is to work with it. */
public sealed interface KeySource {

    /**
     * Wrapped under the wrapping key of a generation: it is unwrapped inside the token for the one use.
     *
     * @param generation the master-key generation that the wrapping key belongs to
     */
    record Wrapped(int generation, byte[] bytes) implements KeySource {
        public Wrapped {
            Objects.requireNonNull(bytes, "bytes");
        }

        @Override
        public String toString() {
            return "Wrapped[generation " + generation + ", " + bytes.length + " bytes]";
        }
    }

    /** A key that is in the token, see {@link InternalKeys}. */
    record Internal(UUID id) implements KeySource {
        public Internal {
            Objects.requireNonNull(id, "id");
        }
    }

    /** In the clear, for the one use. The array is the caller's, who wipes it. */
    record Clear(byte[] value) implements KeySource {
        public Clear {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String toString() {
            return "Clear[" + value.length + " bytes]";
        }
    }
}
