package io.lumenvault.server.vault;

import io.lumenvault.db.access.UserRepository;
import io.lumenvault.server.access.Account;
import io.lumenvault.server.access.PasswordVerifier;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Who a request is from where it brings a user's name and password beside its client certificate. The certificate must be that of a
 * principal with a role, whose group sees the user's; the request is then the user's. Who fails ten times in a row waits a minute:
 * that is counted by the certificate's principal, at each node.
 */
public final class PasswordLogin {

    private static final int MOST_FAILURES = 10;
    private static final Duration WAIT = Duration.ofMinutes(1);
    /** A verification is meant to be dear: few at a time, whoever asks for how many. */
    private static final int AT_ONCE = 2;
    private static final Set<Role> GOVERNING = Set.of(Role.OFFICER, Role.AUDITOR);

    private final UserRepository rows = new UserRepository();
    private final Door door;
    private final PrincipalDirectory directory;
    private final Map<String, PasswordVerifier> configured;
    private final Clock clock;
    private final PasswordVerifier nobody;
    private final Semaphore verifications = new Semaphore(AT_ONCE, true);
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    private record Failures(int count, Instant last) {}

    /** @param configured verifiers of principals of the configuration file, by name */
    public PasswordLogin(Door door, PrincipalDirectory directory, Map<String, PasswordVerifier> configured, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.configured = Map.copyOf(configured);
        this.clock = Objects.requireNonNull(clock, "clock");
        this.nobody = PasswordVerifier.of(new byte[] {'-'}, new byte[PasswordVerifier.SALT_BYTES]);
    }

    /**
     * The user, with the roles that it has now.
     *
     * @param caller whom the certificate stands for
     * @return empty where the password is not the user's, there is no such user, or the caller may not speak for it
     */
    public Optional<Principal> login(Principal caller, String name, byte[] passwordUtf8) {
        verifications.acquireUninterruptibly();
        try {
            return caller.roles().isEmpty() || waiting(caller.name()) ? Optional.empty() : verified(caller, name, passwordUtf8);
        } finally {
            verifications.release();
        }
    }

    private Optional<Principal> verified(Principal caller, String name, byte[] passwordUtf8) {
        Optional<Account> account = directory.account(name).filter(known -> caller.group().sees(known.group()) && mayLogIn(known));
        List<PasswordVerifier> verifiers = new ArrayList<>(account.map(this::verifiers).orElse(List.of()));
        if (verifiers.isEmpty()) {
            nobody.accepts(passwordUtf8);
        }
        if (verifiers.stream().noneMatch(verifier -> verifier.accepts(passwordUtf8))) {
            failures.compute(caller.name(), (_, before) -> new Failures(before == null ? 1 : before.count() + 1, clock.instant()));
            return Optional.empty();
        }
        // The count stays: with a password of one's own those of others could be guessed without end.
        return account.map(user -> new Principal(user.name(), user.roles(), "password", caller.fingerprint(), user.group()));
    }

    /**
     * Who approved a role of those that govern saw the account's certificates, and no password: it is no way to such roles, but for
     * principals of the configuration file, whose passwords stand there too.
     */
    private boolean mayLogIn(Account account) {
        return directory.isConfigured(account.name()) || Collections.disjoint(account.roles(), GOVERNING);
    }

    private boolean waiting(String caller) {
        Failures before = failures.get(caller);
        if (before == null || before.count() < MOST_FAILURES) {
            return false;
        }
        if (clock.instant().isBefore(before.last().plus(WAIT))) {
            return true;
        }
        failures.remove(caller);
        return false;
    }

    private List<PasswordVerifier> verifiers(Account account) {
        if (directory.isConfigured(account.name())) {
            return Optional.ofNullable(configured.get(account.name())).map(List::of).orElse(List.of());
        }
        return door.read(session -> rows.of(session, account.name())).stream().filter(row -> row.verifier() != null)
                .map(row -> new PasswordVerifier(row.salt(), row.iterations(), row.verifier())).toList();
    }
}
