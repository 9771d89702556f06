package io.lumenvault.server.vault;

import io.lumenvault.db.access.AccessRepository;
import io.lumenvault.db.access.PrincipalRow;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.access.ServiceToken;
import io.lumenvault.server.access.StoredAccess;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The first officer of a node. While there is none, a one-time code of 256 random bits lies in a file that only the node's owner can
 * read; whoever brings it together with a certificate of the trusted authority becomes the officer, by that certificate alone. There
 * is no default password, and once there is an officer this does nothing any more.
 */
public final class OfficerBootstrap {

    private static final Logger LOG = Logger.getLogger(OfficerBootstrap.class);
    private static final int CODE_BYTES = 32;

    private final AccessRepository rows = new AccessRepository();
    private final Door door;
    private final Custody custody;
    private final PrincipalDirectory directory;
    private final StoredAccess stored;
    private final Path file;
    private final Clock clock;
    /** Hash of the code, or null while there is none. */
    private byte[] expected;

    /** @param file where the code is written */
    public OfficerBootstrap(Door door, Custody custody, PrincipalDirectory directory, StoredAccess stored, Path file, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.custody = Objects.requireNonNull(custody, "custody");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.stored = Objects.requireNonNull(stored, "stored");
        this.file = Objects.requireNonNull(file, "file");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Writes a new code if the node has no officer; a code of an earlier start is void. @return whether it did */
    public synchronized boolean begin() throws IOException {
        Files.deleteIfExists(file);
        if (directory.hasOfficer()) {
            return false;
        }
        try (KeyMaterial code = custody.random(CODE_BYTES)) {
            byte[] text = code.lend(bytes -> Base64.getUrlEncoder().withoutPadding().encode(bytes));
            expected = ServiceToken.hash(text);
            write(text);
            Arrays.fill(text, (byte) 0);
        }
        return true;
    }

    /** Where the code is. */
    public Path file() {
        return file;
    }

    /**
     * Makes the caller the first officer. The attempt is recorded, whatever becomes of it.
     *
     * @param caller whoever calls, by its certificate
     * @param code the code, in ASCII
     */
    public synchronized void enrol(Principal caller, String client, byte[] code) {
        AccessRequest asked = new AccessRequest(caller, client, "console", "Bootstrap", Permission.ACCESS_MANAGE);
        VaultException refusal = refusal(caller, code);
        if (refusal != null) {
            door.refuse(asked, List.of(), refusal);
            throw refusal;
        }
        Principal officer = new Principal(caller.name(), Set.of(Role.OFFICER), caller.method(), caller.fingerprint());
        AccessRequest request = new AccessRequest(officer, client, asked.protocol(), asked.operation(), asked.permission());
        door.pass(request, List.of(), () -> {
            door.commit(request.served().with("principal", officer.name()).with("certificate", officer.fingerprint()), session -> {
                rows.beginChange(session);
                if (rows.principals(session).stream().anyMatch(row -> row.roles().contains(Role.OFFICER.configuredName()))) {
                    throw present();
                }
                rows.insert(session, new PrincipalRow(officer.name(), Group.NODE.name(), List.of(Role.OFFICER.configuredName()),
                        officer.name(), clock.instant(), null));
                rows.bind(session, officer.name(), officer.fingerprint(), clock.instant());
                return null;
            });
            expected = null;
            stored.refresh();
            return null;
        });
        forget();
    }

    private VaultException refusal(Principal caller, byte[] code) {
        if (expected == null || directory.hasOfficer()) {
            return present();
        }
        if (!MessageDigest.isEqual(ServiceToken.hash(code), expected)) {
            return new VaultException(Reason.PERMISSION_DENIED, "the code is not the one in the node's file");
        }
        if (!caller.method().equals("certificate") || caller.name().equals(PrincipalDirectory.UNNAMED) || directory.account(caller.name()).isPresent()) {
            return new VaultException(Reason.PERMISSION_DENIED,
                    "the officer's certificate has to name a principal that is not known yet, not '" + caller.name() + "'");
        }
        return null;
    }

    private static VaultException present() {
        return new VaultException(Reason.OBJECT_ALREADY_EXISTS, "this node has an officer");
    }

    private void write(byte[] text) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
            channel.write(ByteBuffer.wrap(text));
        }
    }

    /** The code is spent; a file that cannot be removed says nothing any more. */
    private void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException kept) {
            LOG.warnf("the spent code stays in %s: %s", file, kept.getMessage());
        }
    }
}
