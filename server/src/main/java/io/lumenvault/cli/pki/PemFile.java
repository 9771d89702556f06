package io.lumenvault.cli.pki;

import io.lumenvault.cli.FileFaults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/** Certificates and private keys as PEM files (RFC 7468), written in one step. */
final class PemFile {

    private static final byte[] LINE_END = {'\n'};
    private static final int LINE_LENGTH = 64;

    private PemFile() {}

    static void writeCertificate(Path file, X509Certificate certificate) throws IOException, GeneralSecurityException {
        write(file, "CERTIFICATE", certificate.getEncoded(), "rw-r--r--");
    }

    static void writeKey(Path file, PrivateKey key) throws IOException {
        byte[] encoded = key.getEncoded();
        write(file, "PRIVATE KEY", encoded, "rw-------");
        Arrays.fill(encoded, (byte) 0);
    }

    static PrivateKey readKey(Path file) throws IOException, GeneralSecurityException {
        return readKey(file, "EC");
    }

    /** @param algorithm of the key */
    static PrivateKey readKey(Path file, String algorithm) throws IOException, GeneralSecurityException {
        String text = FileFaults.text(file, StandardCharsets.US_ASCII);
        byte[] encoded = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static void write(Path file, String label, byte[] content, String mode) throws IOException {
        byte[] base64 = Base64.getMimeEncoder(LINE_LENGTH, LINE_END).encode(content);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
        try (var channel = Files.newByteChannel(unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions)) {
            channel.write(ascii("-----BEGIN " + label + "-----\n"));
            channel.write(ByteBuffer.wrap(base64));
            channel.write(ascii("\n-----END " + label + "-----\n"));
        }
        Arrays.fill(base64, (byte) 0);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
