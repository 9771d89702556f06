package io.lumenvault.server.vault;

import io.lumenvault.db.access.AccessRepository;
import io.lumenvault.db.access.CredentialRepository;
import io.lumenvault.db.access.CredentialRow;
import io.lumenvault.db.client.TicketRepository;
import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.server.access.CertificateIdentity;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.access.StoredAccess;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Puts another client certificate in the place of the one that a principal calls by (KMIP 2.1 section 6.1.48). The old one stands for nobody
 * from then on, at any port; tickets that were obtained beside it are gone. The new one must name the principal itself: nobody takes the
 * certificate of another. Those who govern are bound to certificates by officers, and not by themselves.
 *
 * <p>The new one becomes an object of the principal in the same transaction: there is never one of the two without the other.
 */
public final class Reprovisioning {

    private final AccessRepository rows = new AccessRepository();
    private final CredentialRepository credentials = new CredentialRepository();
    private final TicketRepository tickets = new TicketRepository();
    private final Vault vault;
    private final Door door;
    private final Custody custody;
    private final PrincipalDirectory directory;
    private final StoredAccess stored;
    private final Clock clock;

    public Reprovisioning(Vault vault, Door door, Custody custody, PrincipalDirectory directory, StoredAccess stored, Clock clock) {
        this.vault = Objects.requireNonNull(vault, "vault");
        this.door = Objects.requireNonNull(door, "door");
        this.custody = Objects.requireNonNull(custody, "custody");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.stored = Objects.requireNonNull(stored, "stored");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Replaces the caller's certificate, and stores the new one.
     *
     * @param replacement one that TLS would take here
     * @param object the new one as an object of the caller
     * @param material its encoding; stays the caller's, to be closed
     */
    public void replace(AccessRequest request, X509Certificate replacement, NewObject object, KeyMaterial material) {
        CertificateIdentity identity = directory.identify(replacement);
        door.pass(request, List.of(object.uid()), () -> {
            requireOwn(request.principal(), identity);
            door.read(session -> vault.admit(session, request.operation(), object));
            SealedMaterial sealed = custody.seal(object.uid(), Kind.MANAGED_OBJECT, material);
            AuditEvent event = vault.making().described(object, request.served().withObjects(List.of(object.uid()))
                    .with("bits", Making.bits(object.cryptography(), material)).with("owner", object.owner())
                    .with("replaced", request.principal().fingerprint()).with("certificate", identity.fingerprint()));
            door.commit(event, session -> {
                rows.beginChange(session);
                exchange(session, request.principal(), identity.fingerprint());
                vault.admit(session, request.operation(), object);
                insert(session, object, sealed);
                return null;
            });
            stored.refresh();
            return null;
        });
    }

    private void insert(StatelessSession session, NewObject object, SealedMaterial sealed) {
        try {
            vault.insert(session, object, sealed);
        } catch (ConstraintViolationException taken) {
            throw Making.duplicate(object, taken);
        }
    }

    /** Refuses who may not replace the certificate that it calls by. */
    public void requireReplaceable(AccessRequest request) {
        door.pass(request, List.of(), () -> {
            requireReplaceable(request.principal());
            return null;
        });
    }

    /** Whether a certificate names the caller, by the rules of this node. */
    public boolean names(Principal caller, X509Certificate certificate) {
        return directory.identify(certificate).name().filter(caller.name()::equals).isPresent();
    }

    private static void requireReplaceable(Principal caller) {
        if (!caller.method().equals("certificate")) {
            throw new VaultException(Reason.PERMISSION_DENIED, "the request is from '" + caller.name() + "' by " + caller.method()
                    + "; a certificate is replaced by the client that calls by it");
        }
        if (caller.roles().contains(Role.OFFICER) || caller.roles().contains(Role.AUDITOR)) {
            throw new VaultException(Reason.PERMISSION_DENIED, "certificates of officers and auditors are bound by officers");
        }
    }

    private static void requireOwn(Principal caller, CertificateIdentity replacement) {
        requireReplaceable(caller);
        if (replacement.name().filter(caller.name()::equals).isEmpty()) {
            throw new VaultException(Reason.INVALID_FIELD, "the certificate is one of '"
                    + replacement.name().orElse(PrincipalDirectory.UNNAMED) + "'; it is to name '" + caller.name() + "'");
        }
        if (replacement.fingerprint().equals(caller.fingerprint())) {
            throw new VaultException(Reason.INVALID_FIELD, "the certificate is the one that is to be replaced");
        }
    }

    private void exchange(StatelessSession session, Principal caller, String replacement) {
        Map<String, String> bound = rows.certificates(session);
        if (!bound.getOrDefault(replacement, caller.name()).equals(caller.name())
                || directory.isRevoked(replacement, caller.name())) {
            throw new VaultException(Reason.INVALID_FIELD, "the certificate cannot be taken: it is bound or revoked already");
        }
        if (!rows.revokeCertificate(session, caller.fingerprint(), caller.name(), caller.name(), clock.instant())) {
            throw new VaultException(Reason.CONFLICT, "the certificate of this connection has been replaced meanwhile");
        }
        if (bound.containsKey(caller.fingerprint()) && !bound.containsKey(replacement)) {
            rows.bind(session, caller.name(), replacement, clock.instant());
        }
        credentials.of(session, caller.name()).stream()
                .filter(row -> row.withdrawnAt() == null && caller.fingerprint().equals(row.fingerprint()))
                .forEach(row -> relink(session, row, replacement));
        tickets.endBeside(session, caller.fingerprint());
    }

    private void relink(StatelessSession session, CredentialRow old, String replacement) {
        UUID uid = custody.newIdentifier();
        credentials.withdraw(session, old.uid(), old.principal(), clock.instant());
        credentials.insert(session, new CredentialRow(uid, old.type(), old.group(), old.principal(), null, replacement, old.principal(),
                clock.instant(), null));
    }
}
