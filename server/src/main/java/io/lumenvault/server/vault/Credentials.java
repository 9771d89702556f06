package io.lumenvault.server.vault;

import io.lumenvault.db.access.CredentialRepository;
import io.lumenvault.db.access.CredentialRow;
import io.lumenvault.db.access.DeviceFields;
import io.lumenvault.db.access.DeviceRepository;
import io.lumenvault.db.access.PasswordHash;
import io.lumenvault.db.access.SecretRepository;
import io.lumenvault.server.access.HashedPassword;
import io.lumenvault.server.access.OneTimePassword;
import io.lumenvault.server.access.PasswordVerifier;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Makes credentials that users can be linked to (KMIP 3.0 draft, section 6.1.9), in the name of an officer and for the officer's group.
 * Secrets are the caller's, who wipes them.
 */
public final class Credentials {

    private final CredentialRepository rows = new CredentialRepository();
    private final DeviceRepository devices = new DeviceRepository();
    private final Door door;
    private final Custody custody;
    private final SecretCredentials secrets;
    private final Clock clock;

    public Credentials(Door door, Custody custody, SecretCredentials secrets, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.custody = Objects.requireNonNull(custody, "custody");
        this.secrets = Objects.requireNonNull(secrets, "secrets");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Keeps what tells a password. */
    public UUID createPassword(AccessRequest request, byte[] passwordUtf8) {
        return door.pass(request, List.of(), () -> {
            PasswordHash hash = hash(passwordUtf8);
            return insert(request, row(request, CredentialRow.PASSWORD, hash, null), _ -> { });
        });
    }

    /** Keeps the SHA-256 of a certificate's DER form, in lower-case hexadecimal. */
    public UUID createCertificate(AccessRequest request, String fingerprint) {
        return door.pass(request, List.of(),
                () -> insert(request, row(request, CredentialRow.CERTIFICATE, null, fingerprint), _ -> { }));
    }

    /** Keeps what tells a device, and its password: what is known of a device is no secret. */
    public UUID createDevice(AccessRequest request, DeviceFields fields, byte[] passwordUtf8) {
        return door.pass(request, List.of(), () -> {
            PasswordHash hash = hash(passwordUtf8);
            CredentialRow row = row(request, CredentialRow.DEVICE, null, null);
            try {
                return insert(request, row, session -> devices.insert(session, row.uid(), row.group(), fields, hash));
            } catch (ConstraintViolationException _) {
                throw new VaultException(Reason.OBJECT_ALREADY_EXISTS, "there is a credential of this device already");
            }
        });
    }

    /** Keeps the seed of one-time passwords. */
    public UUID createOneTime(AccessRequest request, OneTimePassword made, byte[] seed) {
        return door.pass(request, List.of(), () -> {
            CredentialRow row = row(request, CredentialRow.ONE_TIME_PASSWORD, null, null);
            SecretRepository.OneTime sealed = secrets.seal(row.uid(), made, seed);
            return insert(request, row, session -> secrets.insert(session, row.uid(), sealed));
        });
    }

    /** Keeps both hashes of a Hashed Password, one behind the other. */
    public UUID createHashed(AccessRequest request, HashedPassword made, byte[] hashes) {
        return door.pass(request, List.of(), () -> {
            CredentialRow row = row(request, CredentialRow.HASHED_PASSWORD, null, null);
            SecretRepository.Hashed sealed = secrets.seal(row.uid(), made, hashes);
            return insert(request, row, session -> secrets.insert(session, row.uid(), sealed));
        });
    }

    /** What is kept of a password. @throws VaultException with Invalid Field where it is none that is taken */
    PasswordHash hash(byte[] passwordUtf8) {
        try {
            return hash(custody, passwordUtf8);
        } catch (IllegalArgumentException wrong) {
            throw new VaultException(Reason.INVALID_FIELD, wrong.getMessage());
        }
    }

    /** The same. @throws IllegalArgumentException where it is none that is taken */
    static PasswordHash hash(Custody custody, byte[] passwordUtf8) {
        try (KeyMaterial salt = custody.random(PasswordVerifier.SALT_BYTES)) {
            PasswordVerifier verifier = PasswordVerifier.of(passwordUtf8, salt.lend(byte[]::clone));
            return new PasswordHash(verifier.salt(), verifier.iterations(), verifier.value());
        }
    }

    private CredentialRow row(AccessRequest request, String type, PasswordHash password, String fingerprint) {
        return new CredentialRow(custody.newIdentifier(), type, request.principal().group().name(), null, password, fingerprint,
                request.principal().name(), clock.instant(), null);
    }

    private UUID insert(AccessRequest request, CredentialRow row, Consumer<StatelessSession> toldBy) {
        return door.commit(request.served().with("credential", row.uid().toString()).with("type", row.type()), session -> {
            rows.insert(session, row);
            toldBy.accept(session);
            return row.uid();
        });
    }
}
