package io.lumenvault.hsm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** A PIN on the first line of a file that only its owner may read. */
record PinFile(String kind, Path file) implements PinSource {

    private static final int MAX_BYTES = 1024;
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    PinFile {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(file, "file");
    }

    @Override
    public char[] read() {
        byte[] bytes = new byte[0];
        try {
            checkPermissions();
            if (Files.size(file) > MAX_BYTES) {
                throw new HsmException(kind + " " + file + " is larger than " + MAX_BYTES + " bytes: it is no PIN");
            }
            bytes = Files.readAllBytes(file);
            return firstLine(bytes);
        } catch (NoSuchFileException e) {
            throw new HsmException("no PIN: " + kind + " " + file + " does not exist", e);
        } catch (IOException e) {
            throw new HsmException("no PIN: " + kind + " " + file + " cannot be read: " + e.getMessage(), e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private void checkPermissions() throws IOException {
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
        Set<PosixFilePermission> tooMany = EnumSet.copyOf(PosixFilePermissions.fromString("---rwxrwx"));
        tooMany.retainAll(found);
        if (!tooMany.isEmpty()) {
            throw new HsmException(kind + " " + file + " has mode " + PosixFilePermissions.toString(found)
                    + ": group or others may use it; allowed is " + PosixFilePermissions.toString(OWNER) + " or less (chmod 600)");
        }
    }

    private char[] firstLine(byte[] bytes) {
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        try {
            int end = 0;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            if (end == 0) {
                throw new HsmException("no PIN: the first line of " + kind + " " + file + " is empty");
            }
            return Arrays.copyOf(text.array(), end);
        } finally {
            Arrays.fill(text.array(), '\0');
        }
    }

    @Override
    public String toString() {
        return kind + " " + file;
    }
}
