package io.lumenvault.server.vault;

import io.lumenvault.db.access.CredentialRepository;
import io.lumenvault.db.access.DeviceRepository;
import io.lumenvault.server.access.Account;
import io.lumenvault.server.access.PasswordVerifier;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.vault.CredentialMeans.Password;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Whether a credential is that of a user. A user with one-time passwords logs in by them, and by its password as well where it has one: a
 * password alone, hashed or not, is not enough then, nor when they have been withdrawn, which must not make of two factors one. A device of
 * the user has a password of its own.
 */
final class CredentialCheck {

    private final CredentialRepository rows = new CredentialRepository();
    private final DeviceRepository devices = new DeviceRepository();
    private final Door door;
    private final PrincipalDirectory directory;
    private final SecretCredentials secrets;
    private final ConfiguredPasswords configured;
    private final PasswordVerifier nobody = PasswordVerifier.ofNobody();

    CredentialCheck(Door door, PrincipalDirectory directory, SecretCredentials secrets, ConfiguredPasswords configured) {
        this.door = Objects.requireNonNull(door, "door");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.secrets = Objects.requireNonNull(secrets, "secrets");
        this.configured = Objects.requireNonNull(configured, "configured");
    }

    /** Names of the users whose credential it may be. */
    Stream<String> named(PresentedCredential presented) {
        return switch (presented) {
            case PresentedCredential.Password given -> Stream.of(given.user());
            case PresentedCredential.OneTime given -> Stream.of(given.user());
            case PresentedCredential.Hashed given -> Stream.of(given.user());
            case PresentedCredential.Device given -> known(given).map(DeviceRepository.Known::principal).distinct();
        };
    }

    private Stream<DeviceRepository.Known> known(PresentedCredential.Device given) {
        return door.read(session -> devices.find(session, given.fields())).stream();
    }

    /** Whose of these users' it is. */
    Verdict<Login> check(Principal caller, List<Account> users, PresentedCredential presented) {
        Optional<Account> user = users.stream().findFirst();
        return switch (presented) {
            case PresentedCredential.Password given -> byPassword(caller, user, given);
            case PresentedCredential.Device given -> Verdict.of(byDevice(caller, users, given));
            case PresentedCredential.OneTime given -> user.map(one -> byOneTimePassword(caller, one, given)).orElseGet(Verdict::rejected);
            case PresentedCredential.Hashed given -> user.map(one -> byHashedPassword(caller, one, given)).orElseGet(Verdict::rejected);
        };
    }

    private Verdict<Login> byPassword(Principal caller, Optional<Account> user, PresentedCredential.Password given) {
        Optional<CredentialMeans> means = user.map(this::means);
        return Verdict.of(accepting(means.map(CredentialMeans::passwords).orElse(List.of()), given.password())
                .filter(_ -> means.get().passwordEnough())
                .map(known -> Login.by(caller, user.get(), "password", List.of(known.credential()), null)));
    }

    private Optional<Login> byDevice(Principal caller, List<Account> users, PresentedCredential.Device given) {
        List<DeviceRepository.Known> found = known(given)
                .filter(device -> users.stream().anyMatch(user -> user.name().equals(device.principal()))).toList();
        return accepting(found.stream().map(device -> Password.of(device.credential(), device.password())).toList(), given.password())
                .flatMap(known -> found.stream().filter(device -> device.credential().equals(known.credential())).findFirst())
                .flatMap(device -> users.stream().filter(user -> user.name().equals(device.principal())).findFirst()
                        .map(user -> Login.by(caller, user, "device", List.of(device.credential()), null)));
    }

    /** A one-time password is looked at only where the password beside it is right: without it, one that is stale is a guess still. */
    private Verdict<Login> byOneTimePassword(Principal caller, Account user, PresentedCredential.OneTime given) {
        CredentialMeans means = means(user);
        Optional<UUID> password = means.passwords().isEmpty() ? Optional.empty()
                : accepting(means.passwords(), given.password()).map(Password::credential);
        boolean satisfied = means.passwords().isEmpty() ? given.password().length == 0 : password.isPresent();
        return !satisfied ? Verdict.rejected() : secrets.useOneTime(means.oneTime(), given.oneTimePassword())
                .map(credential -> Login.by(caller, user, "one-time-password",
                        Stream.concat(Stream.of(credential), password.stream()).toList(), null));
    }

    private Verdict<Login> byHashedPassword(Principal caller, Account user, PresentedCredential.Hashed given) {
        CredentialMeans means = means(user);
        boolean stale = false;
        for (UUID credential : means.passwordEnough() ? means.hashed() : List.<UUID>of()) {
            Verdict<byte[]> used = secrets.useHashed(credential, given);
            if (used.right().isPresent()) {
                return used.map(answer -> Login.by(caller, user, "hashed-password", List.of(credential), answer));
            }
            stale |= used.stale();
        }
        return new Verdict<>(Optional.empty(), stale);
    }

    /** Takes as long for a user that there is not. */
    private Optional<Password> accepting(List<Password> known, byte[] passwordUtf8) {
        if (known.isEmpty()) {
            nobody.accepts(passwordUtf8);
        }
        return known.stream().filter(one -> one.verifier().accepts(passwordUtf8)).findFirst();
    }

    private CredentialMeans means(Account user) {
        return directory.isConfigured(user.name()) ? CredentialMeans.configured(configured.of(user.name()))
                : CredentialMeans.of(door.read(session -> rows.of(session, user.name())));
    }
}
