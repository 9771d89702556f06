package io.lumenvault.server.vault;

import io.lumenvault.db.access.AccessRepository;
import io.lumenvault.db.access.CredentialRow;
import io.lumenvault.db.access.PrincipalRow;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.server.access.Account;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.access.SeparationOfDuties;
import io.lumenvault.server.access.StoredAccess;
import io.lumenvault.server.audit.AuditEvent;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Makes principals and grants and revokes their roles: the one place where that is done. Each method runs within the door
 * ({@link Door#pass}), commits with its audit entry, and is in effect here when it returns.
 *
 * <p>Nobody changes its own roles. An officer of a group acts on its own group alone, and learns nothing of others.
 */
public final class PrincipalChanges {

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    private final AccessRepository rows = new AccessRepository();
    private final Door door;
    private final Approvals approvals;
    private final PrincipalDirectory directory;
    private final StoredAccess stored;
    private final Clock clock;

    public PrincipalChanges(Door door, Approvals approvals, PrincipalDirectory directory, StoredAccess stored, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.approvals = Objects.requireNonNull(approvals, "approvals");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.stored = Objects.requireNonNull(stored, "stored");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Makes a principal. */
    public void create(AccessRequest request, String name, String group, Set<Role> roles) {
        create(request, name, group, roles, List.of(), Map.of(), _ -> { });
    }

    /**
     * Makes a principal, by certificates that are bound to it.
     *
     * @param fingerprints of the certificates, which {@link #bind} describes
     * @param means what stands for the principal, as approvals are asked for it and the log names it
     * @param further what is written in the same transaction
     */
    void create(AccessRequest request, String name, String group, Set<Role> roles, List<String> fingerprints, Map<String, String> means,
            Consumer<StatelessSession> further) {
        Account created = account(name, group, roles);
        Group own = request.principal().group();
        if (!own.sees(created.group())) {
            throw new VaultException(Reason.PERMISSION_DENIED,
                    "'" + request.principal().name() + "' makes principals of group " + own.name() + " alone");
        }
        // Names are one space for the whole node: within its own part of it, a group learns nothing of the others' names.
        if (!own.isNode() && !name.startsWith(own.name() + ".")) {
            throw new VaultException(Reason.INVALID_FIELD, "names of principals of this group begin with '" + own.name() + ".'");
        }
        requireNoneOfAnotherGroup(created);
        if (directory.isConfigured(name)) {
            throw taken(name);
        }
        Map<String, String> said = new TreeMap<>(means);
        said.putAll(Map.of("principal", name, "group", group, "roles", names(roles)));
        AuditEvent event = event(request, name).with("group", group).with("roles", names(roles));
        for (Map.Entry<String, String> one : means.entrySet()) {
            event = event.with(one.getKey(), one.getValue());
        }
        Clearance clearance = roles.isEmpty() ? Clearance.FREE : clear(request, said);
        try {
            change(clearance.on(event), session -> {
                rows.insert(session, new PrincipalRow(name, group, roleNames(roles), request.principal().name(), clock.instant(), null));
                fingerprints.forEach(fingerprint -> bind(session, name, fingerprint));
                further.accept(session);
                clearance.consume(session);
            });
        } catch (ConstraintViolationException _) {
            throw fingerprints.isEmpty() ? taken(name) : new VaultException(Reason.OBJECT_ALREADY_EXISTS,
                    "there is a principal '" + name + "' already, or a certificate is bound already");
        }
    }

    /** A name within the part of another group would tell that group, when it wants the name itself, that somebody has it. */
    private void requireNoneOfAnotherGroup(Account created) {
        int dot = created.name().indexOf('.');
        String part = dot < 0 ? "" : created.name().substring(0, dot);
        boolean another = !part.equals(created.group().name()) && directory.all().anyMatch(known -> known.group().name().equals(part));
        if (another) {
            throw new VaultException(Reason.INVALID_FIELD, "names that begin with '" + part + ".' are for principals of group " + part);
        }
    }

    /**
     * Grants a role, after the approval of others where a policy asks for it. They approve it for the certificates that are bound to the
     * principal then, and no others.
     */
    public void grant(AccessRequest request, String name, Role role) {
        requireAnother(request, name);
        door.read(session -> own(session, request, name));
        String bound = door.read(session -> bound(session, name));
        Clearance clearance = clear(request, Map.of("principal", name, "role", role.configuredName(), "certificates", bound));
        changeRoles(request, name, role, clearance, bound, roles -> {
            Set<Role> more = EnumSet.of(role);
            more.addAll(roles);
            return more;
        });
    }

    /** Revokes a role; the last officer of the node stays one, or nobody could ever make another. */
    public void revoke(AccessRequest request, String name, Role role) {
        requireAnother(request, name);
        changeRoles(request, name, role, Clearance.FREE, null, roles -> roles.stream().filter(kept -> kept != role).collect(Collectors.toSet()));
    }

    private Clearance clear(AccessRequest request, Map<String, String> said) {
        return approvals.clear(request.with(said), ApprovedOperation.ROLE_GRANT, List.of());
    }

    /** @param bound the certificates that shall be bound to the principal still; null where that does not matter */
    private void changeRoles(AccessRequest request, String name, Role role, Clearance clearance, String bound,
            UnaryOperator<Set<Role>> change) {
        change(clearance.on(event(request, name).with("role", role.configuredName())), session -> {
            Set<Role> before = roles(own(session, request, name));
            if (bound != null && !bound.equals(bound(session, name))) {
                throw new VaultException(Reason.CONFLICT, "certificates were bound to '" + name + "' meanwhile; ask again");
            }
            Set<Role> after = account(name, Group.NODE.name(), change.apply(before)).roles();
            if (before.contains(Role.OFFICER) && !after.contains(Role.OFFICER)) {
                requireAnotherOfficer(session, name);
            }
            rows.setRoles(session, name, roleNames(after));
            clearance.consume(session);
        });
    }

    /** Takes all rights away for ever; the name stays, since the log and objects carry it. */
    public void disable(AccessRequest request, String name) {
        requireAnother(request, name);
        change(event(request, name), session -> {
            if (roles(own(session, request, name)).contains(Role.OFFICER)) {
                requireAnotherOfficer(session, name);
            }
            rows.disable(session, name, clock.instant());
        });
    }

    /**
     * Binds a certificate to a principal; from then on only bound ones stand for it. That is for the time before somebody becomes an
     * officer or auditor: nobody can later put a certificate of his own in such a one's place. Whose certificate it is decides who has
     * the principal's roles, so it needs the approval that granting them needs.
     *
     * @param fingerprint SHA-256 of the certificate's DER form, lower-case hexadecimal
     */
    public void bind(AccessRequest request, String name, String fingerprint) {
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw new VaultException(Reason.INVALID_FIELD, "fingerprint '" + fingerprint + "' is not a SHA-256 in lower-case hexadecimal");
        }
        requireAnother(request, name);
        door.read(session -> bindable(session, request, name));
        Clearance clearance = clear(request, Map.of("principal", name, "certificate", fingerprint));
        try {
            change(clearance.on(event(request, name).with("certificate", fingerprint)), session -> {
                bindable(session, request, name);
                bind(session, name, fingerprint);
                clearance.consume(session);
            });
        } catch (ConstraintViolationException _) {
            throw bound();
        }
    }

    private void bind(StatelessSession session, String name, String fingerprint) {
        if (directory.isRevoked(fingerprint, name)) {
            throw new VaultException(Reason.INVALID_FIELD, "the certificate was revoked here and stands for nobody any more");
        }
        rows.bind(session, name, fingerprint, clock.instant());
    }

    private PrincipalRow bindable(StatelessSession session, AccessRequest request, String name) {
        PrincipalRow row = own(session, request, name);
        Set<Role> roles = roles(row);
        if (roles.contains(Role.OFFICER) || roles.contains(Role.AUDITOR)) {
            throw new VaultException(Reason.PERMISSION_DENIED, "certificates are bound before the role officer or auditor is granted");
        }
        return row;
    }

    /**
     * Gives a principal another password. As with a certificate, whoever has it has the principal's roles.
     *
     * @param work writes it, in the same transaction
     */
    void replacePassword(AccessRequest request, String name, UUID credential, Consumer<StatelessSession> work) {
        requireAnother(request, name);
        door.read(session -> credentialTaking(session, request, name));
        Clearance clearance = clear(request, Map.of("principal", name, "credential", "password"));
        change(clearance.on(event(request, name).with("credential", credential.toString())), session -> {
            credentialTaking(session, request, name);
            work.accept(session);
            clearance.consume(session);
        });
    }

    /**
     * Gives a principal one more credential, which is linked to nobody. As with a certificate, whoever has it has the principal's roles.
     *
     * @param work links it, in the same transaction
     */
    void linkCredential(AccessRequest request, String name, CredentialRow credential, Consumer<StatelessSession> work) {
        requireAnother(request, name);
        door.read(session -> linkable(session, request, name, credential));
        Map<String, String> said = new TreeMap<>(Map.of("principal", name, "credential", credential.uid().toString(), "type", credential.type()));
        AuditEvent event = event(request, name).with("credential", credential.uid().toString()).with("type", credential.type());
        if (credential.fingerprint() != null) {
            said.put("certificate", credential.fingerprint());
            event = event.with("certificate", credential.fingerprint());
        }
        Clearance clearance = clear(request, said);
        try {
            change(clearance.on(event), session -> {
                linkable(session, request, name, credential);
                if (credential.fingerprint() != null) {
                    bind(session, name, credential.fingerprint());
                }
                work.accept(session);
                clearance.consume(session);
            });
        } catch (ConstraintViolationException _) {
            throw bound();
        }
    }

    private PrincipalRow linkable(StatelessSession session, AccessRequest request, String name, CredentialRow credential) {
        return credential.fingerprint() == null ? credentialTaking(session, request, name) : bindable(session, request, name);
    }

    private PrincipalRow credentialTaking(StatelessSession session, AccessRequest request, String name) {
        PrincipalRow row = own(session, request, name);
        if (roles(row).contains(Role.OFFICER) || roles(row).contains(Role.AUDITOR)) {
            throw new VaultException(Reason.PERMISSION_DENIED, "a password, device or token is no way to the roles officer and auditor");
        }
        return row;
    }

    /** Fingerprints of the certificates that are bound to a principal, in order. */
    private String bound(StatelessSession session, String name) {
        return rows.certificates(session).entrySet().stream().filter(entry -> entry.getValue().equals(name)).map(Map.Entry::getKey)
                .sorted().collect(Collectors.joining(" "));
    }

    private void change(AuditEvent event, Consumer<StatelessSession> work) {
        door.commit(event, session -> {
            rows.beginChange(session);
            work.accept(session);
            return null;
        });
        stored.refresh();
    }

    /** One that officers made and the caller sees; whoever else there is, is not told. */
    private PrincipalRow own(StatelessSession session, AccessRequest request, String name) {
        Group group = request.principal().group();
        Optional<PrincipalRow> found = rows.principals(session).stream()
                .filter(row -> row.name().equals(name) && row.disabledAt() == null && group.sees(new Group(row.group()))).findFirst();
        return found.orElseThrow(() -> directory.isConfigured(name) && group.sees(directory.group(name))
                ? new VaultException(Reason.INVALID_FIELD, "'" + name + "' is a principal of the configuration file, which alone changes it")
                : new VaultException(Reason.OBJECT_NOT_FOUND, "there is no principal '" + name + "'"));
    }

    /** Whoever governs is not shut out by the loss of a certificate, as by that of a role. */
    void requireCertificateMayGo(StatelessSession session, AccessRequest request, String name) {
        requireAnother(request, name);
        boolean officer = rows.principals(session).stream()
                .anyMatch(row -> row.name().equals(name) && row.disabledAt() == null && roles(row).contains(Role.OFFICER));
        if (officer) {
            requireAnotherOfficer(session, name);
        }
    }

    private static void requireAnother(AccessRequest request, String name) {
        if (request.principal().name().equals(name)) {
            throw new VaultException(Reason.PERMISSION_DENIED, "nobody changes what he himself may do");
        }
    }

    private void requireAnotherOfficer(StatelessSession session, String name) {
        boolean another = directory.hasConfiguredOfficer() || rows.principals(session).stream().anyMatch(row -> !row.name().equals(name)
                && row.disabledAt() == null && row.group().equals(Group.NODE.name()) && roles(row).contains(Role.OFFICER));
        if (!another) {
            throw new VaultException(Reason.INVALID_FIELD, "'" + name + "' is the node's last officer");
        }
    }

    private static Account account(String name, String group, Set<Role> roles) {
        try {
            return new Account(name, new Group(group), roles);
        } catch (IllegalArgumentException wrong) {
            throw new VaultException(Reason.INVALID_FIELD, wrong.getMessage());
        }
    }

    private static Set<Role> roles(PrincipalRow row) {
        return SeparationOfDuties.check(row.roles().stream().map(Role::named).collect(Collectors.toSet()));
    }

    private static List<String> roleNames(Set<Role> roles) {
        return roles.stream().sorted().map(Role::configuredName).toList();
    }

    private static String names(Set<Role> roles) {
        return String.join(" ", roleNames(roles));
    }

    private static AuditEvent event(AccessRequest request, String name) {
        return request.served().with("principal", name);
    }

    private static VaultException bound() {
        return new VaultException(Reason.OBJECT_ALREADY_EXISTS, "the certificate is bound already");
    }

    private static VaultException taken(String name) {
        return new VaultException(Reason.OBJECT_ALREADY_EXISTS, "there is a principal '" + name + "' already");
    }
}
