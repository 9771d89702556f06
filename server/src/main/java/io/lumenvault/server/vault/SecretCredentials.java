package io.lumenvault.server.vault;

import io.lumenvault.db.access.SecretRepository;
import io.lumenvault.server.access.HashedPassword;
import io.lumenvault.server.access.OneTimePassword;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
            return new SecretRepository.OneTime(made.timeBased(), made.mac(), made.digits(), made.intervalSeconds(), 0, List.of(),
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

    /**
     * Uses a one-time password, if it is one of these credentials that is still good. One that was used is stale, even where it is again
     * the password of now by chance: who has seen many could else try them all the time, and not be counted.
     *
     * @return the credential that it is of
     */
    Verdict<UUID> useOneTime(List<UUID> credentials, byte[] passwordUtf8) {
        List<Factor> found = credentials.stream().flatMap(credential -> factor(credential, passwordUtf8).stream()).toList();
        if (found.stream().anyMatch(one -> one.unspent().isEmpty())) {
            return Verdict.rejectedAsStale();
        }
        for (Factor one : found) {
            if (door.read(session -> rows.useFactor(session, one.credential(), one.unspent().getAsLong()))) {
                return Verdict.accepted(one.credential());
            }
        }
        // Where there was one, another request has used it, or a later one, in between.
        return found.isEmpty() ? Verdict.rejected() : Verdict.rejectedAsStale();
    }

    /** By what counter or time step a password is one of a credential. @param unspent empty where it was used before */
    private record Factor(UUID credential, OptionalLong unspent) {}

    /** Empty where it is none. */
    private Optional<Factor> factor(UUID credential, byte[] passwordUtf8) {
        SecretRepository.OneTime kept = door.read(session -> rows.oneTime(session, credential)).orElse(null);
        if (kept == null) {
            return Optional.empty();
        }
        OneTimePassword made = new OneTimePassword(kept.timeBased(), kept.mac(), kept.digits(), kept.intervalSeconds());
        try (KeyMaterial seed = custody.open(credential, Kind.USER_CREDENTIAL, kept.seed())) {
            boolean spent = seed.lend(bytes -> made.isOneOf(bytes, passwordUtf8, kept.spentFactors()));
            OptionalLong unspent = seed.lend(bytes -> made.factor(bytes, passwordUtf8, kept.nextFactor(), clock.instant()));
            return spent ? Optional.of(new Factor(credential, OptionalLong.empty()))
                    : unspent.isPresent() ? Optional.of(new Factor(credential, unspent)) : Optional.empty();
        }
    }

    /**
     * Uses a Hashed Password, if it is that of this credential and its time stamp is of now and after the last. One that is right but for
     * that is stale.
     *
     * @return the server's answer
     */
    Verdict<byte[]> useHashed(UUID credential, PresentedCredential.Hashed given) {
        SecretRepository.Hashed kept = door.read(session -> rows.hashed(session, credential)).orElse(null);
        if (kept == null || !kept.digest().equals(given.digest())) {
            return Verdict.rejected();
        }
        HashedPassword made = new HashedPassword(kept.digest());
        long micros = HashedPassword.micros(given.timestamp());
        try (KeyMaterial hashes = custody.open(credential, Kind.USER_CREDENTIAL, kept.hashes())) {
            if (!hashes.lend(bytes -> made.accepts(bytes, micros, given.value()))) {
                return Verdict.rejected();
            }
            boolean used = Duration.between(given.timestamp(), clock.instant()).abs().compareTo(HashedPassword.SKEW) <= 0
                    && door.read(session -> rows.useTimestamp(session, credential, micros));
            return used ? Verdict.accepted(hashes.lend(bytes -> made.answer(bytes, micros))) : Verdict.rejectedAsStale();
        }
    }
}
