package io.lumenvault.server.vault;

import io.lumenvault.db.access.CredentialRepository;
import io.lumenvault.db.access.CredentialRow;
import io.lumenvault.db.access.DeviceRepository;
import io.lumenvault.db.access.PasswordHash;
import io.lumenvault.db.client.TicketRow;
import io.lumenvault.server.access.Account;
import io.lumenvault.server.access.PasswordVerifier;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Role;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who a request is from where it brings a user's credential beside its client certificate. The certificate must be that of a principal
 * with a role, whose group sees the user's; the request is then the user's. Wrong credentials are counted by the name of the user and by
 * that of the certificate's principal ({@link LoginThrottle}).
 *
 * <p>A user with one-time passwords logs in by them, and by its password as well where it has one: a password alone, hashed or not, is not
 * enough then, nor when they have been withdrawn, which must not make of two factors one. A device of the user has a password of its own.
 */
public final class CredentialLogin {

    /** A verification is meant to be dear: few at a time, whoever asks for how many. */
    private static final int AT_ONCE = 2;
    private static final int AS_A_USER = 10;
    /** One certificate can be that of a gateway of many users, all of whom mistype. */
    private static final int BY_A_CALLER = 100;
    private static final Set<Role> GOVERNING = Set.of(Role.OFFICER, Role.AUDITOR);

    private final CredentialRepository rows = new CredentialRepository();
    private final DeviceRepository devices = new DeviceRepository();
    private final Door door;
    private final PrincipalDirectory directory;
    private final SecretCredentials secrets;
    private final Map<String, PasswordVerifier> configured;
    private final LoginThrottle callers;
    private final LoginThrottle tried;
    private final PasswordVerifier nobody;
    private final Semaphore verifications = new Semaphore(AT_ONCE, true);

    /** What tells a password. @param credential null for one of the configuration file */
    private record Known(UUID credential, PasswordVerifier verifier) {}

    /**
     * What a user logs in by, without what is withdrawn.
     *
     * @param passwordEnough whether a password is enough: it is not for one that has, or had, one-time passwords
     */
    private record Means(List<Known> passwords, List<CredentialRow> oneTime, List<CredentialRow> hashed, boolean passwordEnough) {}

    /** @param configured verifiers of principals of the configuration file, by name */
    public CredentialLogin(Door door, PrincipalDirectory directory, SecretCredentials secrets, Map<String, PasswordVerifier> configured,
            Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.secrets = Objects.requireNonNull(secrets, "secrets");
        this.configured = Map.copyOf(configured);
        this.callers = new LoginThrottle(clock, BY_A_CALLER);
        this.tried = new LoginThrottle(clock, AS_A_USER);
        this.nobody = PasswordVerifier.of(new byte[] {'-'}, new byte[PasswordVerifier.SALT_BYTES]);
    }

    /**
     * The user, with the roles that it has now. Called once for a request, however many operations it has.
     *
     * @param caller whom the certificate stands for
     * @param client its address, and the protocol, for the record of a wrong credential
     * @return empty where the credential is not the user's, there is no such user, or the caller may not speak for it
     * @throws VaultException where that cannot be found out
     */
    public Optional<Login> login(Principal caller, String client, String protocol, PresentedCredential presented) {
        if (caller.roles().isEmpty()) {
            return Optional.empty();
        }
        verifications.acquireUninterruptibly();
        try {
            return door.attempt(() -> counted(caller, client, protocol, presented));
        } finally {
            verifications.release();
        }
    }

    private Optional<Login> counted(Principal caller, String client, String protocol, PresentedCredential presented) {
        List<Account> users = named(presented).distinct().flatMap(name -> visible(caller, name).stream()).toList();
        List<String> names = users.stream().map(Account::name).toList();
        List<String> by = List.of(caller.name());
        AccessRequest asked = new AccessRequest(caller, client, protocol, "Login", Permission.OBJECT_USE);
        if (callers.waits(by) || tried.waits(names)) {
            refuse(asked, users, "wrong credentials were brought too often of late");
            return Optional.empty();
        }
        Optional<Login> login = switch (presented) {
            case PresentedCredential.Password given -> byPassword(caller, users, given);
            case PresentedCredential.Device given -> byDevice(caller, users, given);
            case PresentedCredential.OneTime given -> users.stream().findFirst().flatMap(user -> byOneTimePassword(caller, user, given));
            case PresentedCredential.Hashed given -> users.stream().findFirst().flatMap(user -> byHashedPassword(caller, user, given));
        };
        if (login.isEmpty()) {
            callers.failed(by);
            tried.failed(names);
            refuse(asked, users, "the credential is not that of the user");
        }
        return login;
    }

    /** Guesses are in the log, whatever the rest of the message asks. Names that nobody has are not: they may be a password. */
    private void refuse(AccessRequest asked, List<Account> users, String reason) {
        String tried = users.isEmpty() ? "no known user" : users.stream().map(Account::name).collect(Collectors.joining(" "));
        door.refuse(asked, List.of(), new VaultException(Reason.PERMISSION_DENIED, "as " + tried + ": " + reason));
    }

    private Stream<String> named(PresentedCredential presented) {
        return switch (presented) {
            case PresentedCredential.Password given -> Stream.of(given.user());
            case PresentedCredential.OneTime given -> Stream.of(given.user());
            case PresentedCredential.Hashed given -> Stream.of(given.user());
            case PresentedCredential.Device given -> known(given).map(DeviceRepository.Known::principal);
        };
    }

    private Stream<DeviceRepository.Known> known(PresentedCredential.Device given) {
        return door.read(session -> devices.find(session, given.fields())).stream();
    }

    /**
     * The user that a ticket was issued to, for a request that brings it beside the certificate that it was obtained beside.
     *
     * @return empty where the caller may not speak for the user any more
     */
    public Optional<Login> byTicket(Principal caller, TicketRow ticket) {
        return caller.roles().isEmpty() ? Optional.empty()
                : visible(caller, ticket.principal()).map(user -> login(caller, user, "ticket", ticket.credentials(), null));
    }

    /**
     * Who approved a role of those that govern saw the account's certificates, and no password: it is no way to such roles, but for
     * principals of the configuration file, whose passwords stand there too.
     */
    private Optional<Account> visible(Principal caller, String name) {
        return directory.account(name).filter(user -> caller.group().sees(user.group()))
                .filter(user -> directory.isConfigured(name) || Collections.disjoint(user.roles(), GOVERNING));
    }

    private Optional<Login> byPassword(Principal caller, List<Account> users, PresentedCredential.Password given) {
        Optional<Means> means = users.stream().findFirst().map(this::means);
        return accepting(means.map(Means::passwords).orElse(List.of()), given.password()).filter(_ -> means.get().passwordEnough())
                .map(known -> login(caller, users.getFirst(), "password", credentials(known), null));
    }

    private Optional<Login> byDevice(Principal caller, List<Account> users, PresentedCredential.Device given) {
        List<DeviceRepository.Known> found = known(given)
                .filter(device -> users.stream().anyMatch(user -> user.name().equals(device.principal()))).toList();
        return accepting(found.stream().map(device -> new Known(device.credential(), verifier(device.password()))).toList(), given.password())
                .flatMap(known -> found.stream().filter(device -> device.credential().equals(known.credential())).findFirst())
                .flatMap(device -> users.stream().filter(user -> user.name().equals(device.principal())).findFirst()
                        .map(user -> login(caller, user, "device", List.of(device.credential()), null)));
    }

    /** A one-time password is spent only where the password beside it is right. */
    private Optional<Login> byOneTimePassword(Principal caller, Account user, PresentedCredential.OneTime given) {
        Means means = means(user);
        Optional<Known> password = means.passwords().isEmpty() ? Optional.empty() : accepting(means.passwords(), given.password());
        boolean satisfied = means.passwords().isEmpty() ? given.password().length == 0 : password.isPresent();
        return !satisfied ? Optional.empty() : means.oneTime().stream().map(CredentialRow::uid)
                .filter(credential -> secrets.useOneTime(credential, given.oneTimePassword())).findFirst()
                .map(credential -> login(caller, user, "one-time-password",
                        Stream.concat(Stream.of(credential), password.map(Known::credential).stream()).toList(), null));
    }

    private Optional<Login> byHashedPassword(Principal caller, Account user, PresentedCredential.Hashed given) {
        Means means = means(user);
        return !means.passwordEnough() ? Optional.empty() : means.hashed().stream().map(CredentialRow::uid)
                .flatMap(credential -> secrets.useHashed(credential, given)
                        .map(answer -> login(caller, user, "hashed-password", List.of(credential), answer)).stream())
                .findFirst();
    }

    /** Takes as long for a user that there is not. */
    private Optional<Known> accepting(List<Known> known, byte[] passwordUtf8) {
        if (known.isEmpty()) {
            nobody.accepts(passwordUtf8);
        }
        return known.stream().filter(one -> one.verifier().accepts(passwordUtf8)).findFirst();
    }

    private Means means(Account user) {
        if (directory.isConfigured(user.name())) {
            return new Means(Optional.ofNullable(configured.get(user.name())).map(one -> new Known(null, one)).stream().toList(),
                    List.of(), List.of(), true);
        }
        List<CredentialRow> all = door.read(session -> rows.of(session, user.name()));
        List<CredentialRow> live = all.stream().filter(row -> row.withdrawnAt() == null).toList();
        return new Means(live.stream().filter(row -> row.password() != null)
                .map(row -> new Known(row.uid(), verifier(row.password()))).toList(),
                of(live, CredentialRow.ONE_TIME_PASSWORD), of(live, CredentialRow.HASHED_PASSWORD), of(all, CredentialRow.ONE_TIME_PASSWORD).isEmpty());
    }

    private static List<CredentialRow> of(List<CredentialRow> live, String type) {
        return live.stream().filter(row -> row.type().equals(type)).toList();
    }

    private static PasswordVerifier verifier(PasswordHash kept) {
        return new PasswordVerifier(kept.salt(), kept.iterations(), kept.value());
    }

    private static List<UUID> credentials(Known known) {
        return known.credential() == null ? List.of() : List.of(known.credential());
    }

    private static Login login(Principal caller, Account user, String method, List<UUID> credentials, byte[] answer) {
        return new Login(new Principal(user.name(), user.roles(), method, caller.fingerprint(), user.group()), credentials, answer);
    }
}
