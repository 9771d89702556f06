package io.lumenvault.cli.pki;

import io.lumenvault.ground.CertificateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A certificate authority in a folder: {@code ca.pem} and {@code ca.key}, and for each principal {@code NAME.pem} and {@code NAME.key}.
 *
 * <p>A principal's certificate carries its name as common name and as URI {@code urn:lumenvault:principal:NAME} among the alternative names.
 * What exists and is not about to expire is kept, so that a restart changes no identity.
 */
public final class CertificateAuthority {

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration LIFE = Duration.ofDays(397);
    private static final Duration RENEWAL = Duration.ofDays(30);
    /** Tolerates clocks that are a little behind. */
    private static final Duration BACKDATING = Duration.ofMinutes(5);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    private final Path folder;
    private final InstantSource clock;
    private final X509Certificate certificate;
    private final PrivateKey key;

    private CertificateAuthority(Path folder, InstantSource clock, X509Certificate certificate, PrivateKey key) {
        this.folder = folder;
        this.clock = clock;
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * Opens the authority in {@code folder}, or founds it there.
     *
     * @param name the common name of a new authority, for people
     */
    public static CertificateAuthority open(Path folder, String name, InstantSource clock) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path certificateFile = absolute.resolve("ca.pem");
            Path keyFile = absolute.resolve("ca.key");
            if (!Files.exists(certificateFile) || !Files.exists(keyFile)) {
                KeyPair pair = newKeyPair();
                Instant now = clock.instant();
                X509Certificate own = new CertificateTemplate(name, now.minus(BACKDATING), now.plus(AUTHORITY_LIFE)).authority(pair);
                PemFile.writeKey(keyFile, pair.getPrivate());
                PemFile.writeCertificate(certificateFile, own);
            }
            return new CertificateAuthority(absolute, clock, CertificateFile.first(certificateFile), PemFile.readKey(keyFile));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate authority in " + absolute + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The authority's own certificate, PEM: what everybody trusts. */
    public Path certificate() {
        return folder.resolve("ca.pem");
    }

    /** The certificate and key of {@code name}: those that exist, or new ones where there are none or they expire within 30 days. */
    public Credential credential(String name, Purpose purpose) throws IOException {
        Credential credential = files(name);
        try {
            if (Files.exists(credential.certificate()) && Files.exists(credential.key())) {
                X509Certificate present = CertificateFile.first(credential.certificate());
                if (present.getNotAfter().toInstant().isAfter(clock.instant().plus(RENEWAL)) && signedHere(present)) {
                    return credential;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate " + credential.certificate() + " cannot be read: " + e.getMessage(), e);
        }
        Instant now = clock.instant();
        return issue(name, purpose, now.minus(BACKDATING), now.plus(LIFE));
    }

    /** Issues a new certificate with a new key, valid within the given dates (which tests may choose in the past), over any existing one. */
    public Credential issue(String name, Purpose purpose, Instant notBefore, Instant notAfter) throws IOException {
        Objects.requireNonNull(purpose, "purpose");
        Credential credential = files(name);
        try {
            KeyPair pair = newKeyPair();
            X509Certificate issued = new CertificateTemplate(name, notBefore, notAfter).principal(pair.getPublic(), purpose, certificate, key);
            PemFile.writeKey(credential.key(), pair.getPrivate());
            PemFile.writeCertificate(credential.certificate(), issued);
            return credential;
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate could be issued for " + name + ": " + e.getMessage(), e);
        }
    }

    private Credential files(String name) {
        if (!NAME.matcher(name).matches() || name.equals("ca")) {
            throw new IllegalArgumentException("the principal name '" + name + "' must match " + NAME + " and not be 'ca'");
        }
        return new Credential(name, folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
    }

    private boolean signedHere(X509Certificate other) {
        try {
            other.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
