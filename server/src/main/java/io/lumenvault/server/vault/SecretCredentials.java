package io.lumenvault.server.vault;

import io.lumenvault.db.access.SecretRepository;
import io.lumenvault.server.access.HashedPassword;
import io.lumenvault.server.access.OneTimePassword;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Credentials of which the server must hold the secret itself: seeds of one-time passwords, and both hashes of a Hashed Password. They are
 * sealed in the HSM and opened for as long as one is verified; what was used once is not accepted again, whichever node it is shown to.
 */
public final class SecretCredentials {

    private final SecretRepository rows = new SecretRepository();
    private final Door door;
    private final Custody custody;
    private final Clock clock;

    public SecretCredentials(Door door, Custody custody, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.custody = Objects.requireNonNull(custody, "custody");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Seals a secret as that of a credential; the caller wipes it. */
    SecretRepository.OneTime seal(UUID credential, OneTimePassword made, byte[] seed) {
        try (KeyMaterial secret = KeyMaterial.owning(seed.clone())) {
            return new SecretRepository.OneTime(made.timeBased(), made.mac(), made.digits(), made.intervalSeconds(), 0,
                    custody.seal(credential, Kind.USER_CREDENTIAL, secret));
        }
    }

    /** Seals both hashes as those of a credential; the caller wipes them. */
    SecretRepository.Hashed seal(UUID credential, HashedPassword made, byte[] hashes) {
        try (KeyMaterial secret = KeyMaterial.owning(hashes.clone())) {
            return new SecretRepository.Hashed(made.digest(), custody.seal(credential, Kind.USER_CREDENTIAL, secret));
        }
    }

    void insert(StatelessSession session, UUID credential, SecretRepository.OneTime made) {
        rows.insert(session, credential, made);
    }

    void insert(StatelessSession session, UUID credential, SecretRepository.Hashed made) {
        rows.insert(session, credential, made);
    }

    /** Uses a one-time password, if it is one of this credential that is still good. */
    boolean useOneTime(UUID credential, byte[] passwordUtf8) {
        SecretRepository.OneTime kept = door.read(session -> rows.oneTime(session, credential)).orElse(null);
        if (kept == null) {
            return false;
        }
        OneTimePassword made = new OneTimePassword(kept.timeBased(), kept.mac(), kept.digits(), kept.intervalSeconds());
        try (KeyMaterial seed = custody.open(credential, Kind.USER_CREDENTIAL, kept.seed())) {
            OptionalLong factor = seed.lend(bytes -> made.factor(bytes, passwordUtf8, kept.nextFactor(), clock.instant()));
            return factor.isPresent() && door.read(session -> rows.useFactor(session, credential, factor.getAsLong()));
        }
    }

    /**
     * Uses a Hashed Password, if it is that of this credential and its time stamp is of now and after the last.
     *
     * @return the server's answer
     */
    Optional<byte[]> useHashed(UUID credential, PresentedCredential.Hashed given) {
        SecretRepository.Hashed kept = door.read(session -> rows.hashed(session, credential)).orElse(null);
        boolean fits = kept != null && kept.digest().equals(given.digest())
                && Duration.between(given.timestamp(), clock.instant()).abs().compareTo(HashedPassword.SKEW) <= 0;
        if (!fits) {
            return Optional.empty();
        }
        HashedPassword made = new HashedPassword(kept.digest());
        long micros = HashedPassword.micros(given.timestamp());
        try (KeyMaterial hashes = custody.open(credential, Kind.USER_CREDENTIAL, kept.hashes())) {
            boolean accepted = hashes.lend(bytes -> made.accepts(bytes, micros, given.value()))
                    && door.read(session -> rows.useTimestamp(session, credential, micros));
            return accepted ? Optional.of(hashes.lend(bytes -> made.answer(bytes, micros))) : Optional.empty();
        }
    }
}
