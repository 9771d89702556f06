package io.lumenvault.server.vault;

import io.lumenvault.db.access.CredentialRow;
import io.lumenvault.db.access.UserRepository;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.PasswordVerifier;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Users, their credentials and groups, as KMIP makes them (3.0 draft, sections 6.1.9, 6.1.10 and 6.1.13). A user is a principal of
 * the officer's group with the role application; it stands for itself by the certificates and passwords that it is linked to, each of
 * which is linked once. What else it may do, officers grant as to any principal.
 */
public final class Users {

    private final UserRepository rows = new UserRepository();
    private final Door door;
    private final Custody custody;
    private final PrincipalChanges principals;
    private final PasswordLogin login;
    private final Clock clock;

    public Users(Door door, Custody custody, PrincipalChanges principals, PasswordLogin login, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.custody = Objects.requireNonNull(custody, "custody");
        this.principals = Objects.requireNonNull(principals, "principals");
        this.login = Objects.requireNonNull(login, "login");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** How users log in by passwords. */
    public PasswordLogin login() {
        return login;
    }

    /** Keeps what tells a password; the caller wipes the password. */
    public UUID createPassword(AccessRequest request, byte[] passwordUtf8) {
        return door.pass(request, List.of(), () -> {
            PasswordVerifier verifier = verifier(passwordUtf8);
            return insert(request, "password", new CredentialRow(custody.newIdentifier(), request.principal().group().name(),
                    verifier.salt(), verifier.iterations(), verifier.value(), null, request.principal().name()));
        });
    }

    private PasswordVerifier verifier(byte[] passwordUtf8) {
        try (KeyMaterial salt = custody.random(PasswordVerifier.SALT_BYTES)) {
            return PasswordVerifier.of(passwordUtf8, salt.lend(byte[]::clone));
        } catch (IllegalArgumentException wrong) {
            throw new VaultException(Reason.INVALID_FIELD, wrong.getMessage());
        }
    }

    /** Keeps the SHA-256 of a certificate's DER form, in lower-case hexadecimal. */
    public UUID createCertificate(AccessRequest request, String fingerprint) {
        return door.pass(request, List.of(), () -> insert(request, "certificate", new CredentialRow(custody.newIdentifier(),
                request.principal().group().name(), null, 0, null, fingerprint, request.principal().name())));
    }

    private UUID insert(AccessRequest request, String type, CredentialRow row) {
        AuditEvent event = request.served().with("credential", row.uid().toString()).with("type", type);
        return door.commit(event, session -> {
            rows.insert(session, row, clock.instant());
            return row.uid();
        });
    }

    /** Makes a user: a principal that is linked to these credentials and is in these groups of users. */
    public UUID createUser(AccessRequest request, String name, List<UUID> credentials, List<UUID> groups) {
        return door.pass(request, List.of(), () -> {
            UUID uid = custody.newIdentifier();
            Group tenant = request.principal().group();
            List<String> certificates = new ArrayList<>();
            door.read(session -> {
                credentials.forEach(credential -> unlinked(session, tenant, credential, certificates));
                return null;
            });
            Map<String, String> means = new TreeMap<>();
            put(means, "credentials", credentials.stream().map(UUID::toString).toList());
            put(means, "certificates", certificates);
            principals.create(request, name, tenant.name(), Set.of(Role.APPLICATION), certificates, means, session -> {
                rows.identify(session, uid, name);
                credentials.forEach(credential -> link(session, credential, name));
                groups.forEach(group -> join(session, group, tenant, name));
            });
            return uid;
        });
    }

    private static void put(Map<String, String> means, String name, List<String> values) {
        if (!values.isEmpty()) {
            means.put(name, String.join(" ", values));
        }
    }

    /** Adds the fingerprint of one that is a certificate. */
    private void unlinked(StatelessSession session, Group tenant, UUID uid, List<String> certificates) {
        CredentialRow row = rows.unlinked(session, uid).filter(found -> tenant.sees(new Group(found.group())))
                .orElseThrow(() -> none("credential without a user", uid));
        if (row.fingerprint() != null) {
            certificates.add(row.fingerprint());
        }
    }

    private void link(StatelessSession session, UUID uid, String name) {
        if (!rows.link(session, uid, name)) {
            throw none("credential without a user", uid);
        }
    }

    private void join(StatelessSession session, UUID group, Group tenant, String name) {
        if (!rows.join(session, group, tenant.name(), name)) {
            throw none("group", group);
        }
    }

    private static VaultException none(String what, UUID uid) {
        return new VaultException(Reason.OBJECT_NOT_FOUND, "there is no " + what + " '" + uid + "'");
    }

    /** Makes a group of users within the officer's own group (tenant). It gives its members no right. */
    public UUID createGroup(AccessRequest request, String name) {
        return door.pass(request, List.of(), () -> {
            UUID uid = custody.newIdentifier();
            try {
                return door.commit(request.served().with("user-group", name), session -> {
                    rows.insertGroup(session, uid, name, request.principal().group().name(), request.principal().name(), clock.instant());
                    return uid;
                });
            } catch (ConstraintViolationException _) {
                throw new VaultException(Reason.NON_UNIQUE_NAME_ATTRIBUTE, "there is a group of users '" + name + "' already");
            }
        });
    }
}
