package io.lumenvault.server;

import io.lumenvault.ground.CertificateFile;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.Result;
import io.lumenvault.tlog.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a node may go on with an audit log that was taken back, for example because only an old backup was left: under dual control. The
 * refusal at start writes a statement that names both heads. Two officers each sign that file with the key of their certificate
 * ({@code openssl dgst -sha256 -sign officer.key -out officer.sig statement}) and lay signature and certificate ({@code officer.pem})
 * beside it. The next start then takes the head that the database has, and the log's next entry is {@code LOG_FORK} with both heads and
 * the officers' names. Of a head that a witness alone has seen the size is known: its root is written as zeros. Officers are those of the
 * site's file: the database that was taken back is not asked. The lost entries stay lost; that they are lost stands in the log for ever,
 * and witnesses say so too.
 */
final class LogFork {

    static final String OPERATION = "LOG_FORK";
    private static final int OFFICERS = 2;
    private static final String STATEMENT = "statement";
    private static final String ACCEPTED = "accepted";

    private final Path folder;
    private final Path authority;
    private final PrincipalDirectory principals;

    /**
     * @param folder of statement and signatures
     * @param authority that officers' certificates are issued by, a PEM file
     */
    LogFork(Path folder, Path authority, PrincipalDirectory principals) {
        this.folder = Objects.requireNonNull(folder, "folder");
        this.authority = Objects.requireNonNull(authority, "authority");
        this.principals = Objects.requireNonNull(principals, "principals");
    }

    /**
     * Demands that officers have accepted to go on from a head.
     *
     * @param obstacle why the node would not start otherwise
     * @throws StartupException saying so, and which file is to be signed
     */
    void require(Checkpoint held, Checkpoint found, String obstacle) {
        String text = OPERATION + "\n" + held.text() + found.text();
        Path statement = folder.resolve(STATEMENT);
        try {
            Files.createDirectories(folder);
            if (!Files.exists(statement) || !Files.readString(statement).equals(text)) {
                Files.writeString(statement, text);
            }
            SortedSet<String> officers = officersOver(text.getBytes(StandardCharsets.UTF_8));
            if (officers.size() < OFFICERS) {
                throw new StartupException(obstacle + "; to go on from there, " + OFFICERS + " officers sign " + statement
                        + (officers.isEmpty() ? "" : " (signed by " + String.join(", ", officers) + ")"));
            }
            Path next = folder.resolve(ACCEPTED + ".new");
            Files.writeString(next, String.join(" ", officers) + "\n" + text);
            Files.move(next, folder.resolve(ACCEPTED), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new StartupException(obstacle + "; and the statement for officers cannot be kept in " + folder + ": " + failed.getMessage());
        }
    }

    /** The entry about a fork that was accepted and is not recorded yet. */
    Optional<AuditEvent> unrecorded() throws IOException {
        Path accepted = folder.resolve(ACCEPTED);
        if (!Files.exists(accepted)) {
            return Optional.empty();
        }
        String[] lines = Files.readString(accepted).split("\n");
        return Optional.of(AuditEvent.system("audit", OPERATION, Result.SERVED, null, Map.of("officers", lines[0],
                "held-size", lines[3], "held-root", lines[4], "found-size", lines[6], "found-root", lines[7])));
    }

    /** After the entry is durable: the signatures have been used. */
    void recorded() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private SortedSet<String> officersOver(byte[] statement) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> certificates = Files.newDirectoryStream(folder, "*.pem")) {
            for (Path file : certificates) {
                officer(file, statement).ifPresent(names::add);
            }
        }
        return names;
    }

    /** The name behind a certificate, if its holder is an officer and has signed. */
    private Optional<String> officer(Path file, byte[] statement) throws IOException {
        Path signature = file.resolveSibling(file.getFileName().toString().replaceAll("\\.pem$", ".sig"));
        if (!Files.exists(signature)) {
            return Optional.empty();
        }
        try {
            X509Certificate certificate = CertificateFile.first(file);
            certificate.checkValidity();
            certificate.verify(CertificateFile.first(authority).getPublicKey());
            Signature verifier = Signature.getInstance(certificate.getPublicKey().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(statement);
            Principal principal = principals.byCertificate(certificate);
            return principal.roles().contains(Role.OFFICER) && verifier.verify(signature(signature)) ? Optional.of(principal.name()) : Optional.empty();
        } catch (GeneralSecurityException unusable) {
            return Optional.empty();
        }
    }

    /** As openssl writes it, or that in base64. */
    private static byte[] signature(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        return text.matches("[A-Za-z0-9+/=\\s]+") ? Base64.getMimeDecoder().decode(text) : bytes;
    }
}
