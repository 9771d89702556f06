package io.lumenvault.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.pki.CertificateAuthority;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.CredentialSignature;
import io.lumenvault.cli.pki.Purpose;
import io.lumenvault.server.access.Account;
import io.lumenvault.server.access.CertificateName;
import io.lumenvault.server.access.CertificateRule;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.tlog.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that was taken back goes on only when two officers have signed which heads are meant. */
class LogForkTest {

    private static final Checkpoint HELD = new Checkpoint("lumenvault/A", 9812, new byte[32]);
    private static final Checkpoint FOUND = new Checkpoint("lumenvault/A", 9407, new byte[32]);

    @TempDir
    Path temporary;

    private Path folder;
    private CertificateAuthority authority;
    private LogFork fork;

    @BeforeEach
    void start() throws Exception {
        folder = temporary.resolve("audit-fork");
        authority = CertificateAuthority.open(temporary.resolve("pki"), "Test", InstantSource.system());
        PrincipalDirectory principals = new PrincipalDirectory(List.of(new Account("officer-1", Group.NODE, Set.of(Role.OFFICER)),
                new Account("officer-2", Group.NODE, Set.of(Role.OFFICER)), new Account("operator", Group.NODE, Set.of(Role.OPERATOR))),
                Map.of(), List.of(CertificateRule.plain(CertificateName.CN)));
        fork = new LogFork(folder, temporary.resolve("pki").resolve("ca.pem"), principals);
    }

    @Test
    void withoutOfficers_itRefuses_andSaysWhatToSign() throws Exception {
        String refused = refusal();
        assertTrue(refused.startsWith("audit log rolled back from 9812 to 9407; to go on from there, 2 officers sign "), refused);
        assertEquals("LOG_FORK\n" + HELD.text() + FOUND.text(), Files.readString(folder.resolve("statement")));
    }

    @Test
    void oneOfficer_evenTwice_orWithSomebodyElse_isNotEnough() throws Exception {
        refusal();
        sign("officer-1", "officer-1", statement());
        sign("officer-1", "again", statement());
        sign("operator", "operator", statement());
        assertTrue(refusal().endsWith("(signed by officer-1)"), refusal());
        sign("officer-2", "officer-2", "LOG_FORK\nanother".getBytes());
        assertTrue(refusal().endsWith("(signed by officer-1)"), "another statement");
    }

    @Test
    void twoOfficers_areRecordedWithBothHeads_once() throws Exception {
        refusal();
        sign("officer-1", "officer-1", statement());
        sign("officer-2", "officer-2", statement());
        fork.require(HELD, FOUND, "audit log rolled back from 9812 to 9407");
        AuditEvent event = fork.unrecorded().orElseThrow();
        assertEquals("LOG_FORK", event.operation());
        assertEquals("officer-1 officer-2", event.details().get("officers"));
        assertEquals("9812", event.details().get("held-size"));
        assertEquals("9407", event.details().get("found-size"));
        fork.recorded();
        assertTrue(fork.unrecorded().isEmpty());
        refusal();
    }

    @Test
    void signaturesForOtherHeads_areNotTakenForThese() throws Exception {
        refusal();
        sign("officer-1", "officer-1", statement());
        sign("officer-2", "officer-2", statement());
        Checkpoint earlier = new Checkpoint("lumenvault/A", 12, new byte[32]);
        assertThrows(StartupException.class, () -> fork.require(HELD, earlier, "audit log rolled back from 9812 to 12"));
    }

    private String refusal() {
        return assertThrows(StartupException.class, () -> fork.require(HELD, FOUND, "audit log rolled back from 9812 to 9407")).getMessage();
    }

    private byte[] statement() throws Exception {
        return Files.readAllBytes(folder.resolve("statement"));
    }

    private void sign(String name, String file, byte[] statement) throws Exception {
        Credential credential = authority.credential(name, Purpose.SERVER_AND_CLIENT);
        Files.write(folder.resolve(file + ".sig"), CredentialSignature.sign(credential, statement));
        Files.copy(credential.certificate(), folder.resolve(file + ".pem"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
