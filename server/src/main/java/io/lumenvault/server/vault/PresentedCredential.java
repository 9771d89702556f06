package io.lumenvault.server.vault;

import io.lumenvault.db.access.DeviceFields;
import java.time.Instant;
import java.util.Objects;

/** A credential that a request brings beside its client certificate. Its arrays are the request's, which wipes them. */
public sealed interface PresentedCredential {

    /** A user's name and password. */
    record Password(String user, byte[] password) implements PresentedCredential {
        public Password {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return "Password";
        }
    }

    /** What is known of a device, and its password. */
    record Device(DeviceFields fields, byte[] password) implements PresentedCredential {
        public Device {
            Objects.requireNonNull(fields, "fields");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return "Device";
        }
    }

    /** A user's name and one-time password. @param password the user's password, or empty where none is brought */
    record OneTime(String user, byte[] password, byte[] oneTimePassword) implements PresentedCredential {
        public OneTime {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
            Objects.requireNonNull(oneTimePassword, "oneTimePassword");
        }

        @Override
        public String toString() {
            return "OneTime";
        }
    }

    /** A user's name and the hash of its password. @param digest JCA name of the hash */
    record Hashed(String user, Instant timestamp, String digest, byte[] value) implements PresentedCredential {
        public Hashed {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(timestamp, "timestamp");
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String toString() {
            return "Hashed";
        }
    }
}
