package io.lumenvault.hsm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;

/** The folder of a SoftHSM2 token: its configuration, its object store, and the files with the two PINs. */
record TokenFolder(Path folder) {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** 32 characters without easily confused ones, so that an index is five random bits: 32 of them are 160 bits. */
    private static final byte[] PIN_CHARACTERS = "abcdefghijkmnpqrstuvwxyz23456789".getBytes(StandardCharsets.US_ASCII);
    private static final int PIN_LENGTH = 32;

    Path configuration() {
        return folder.resolve("softhsm2.conf");
    }

    Path pin() {
        return folder.resolve("pin");
    }

    Path soPin() {
        return folder.resolve("so-pin");
    }

    /** Writes what is absent. */
    void write() {
        Path tokens = folder.resolve("tokens");
        byte[] settings = ("directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n")
                .getBytes(StandardCharsets.UTF_8);
        try {
            makeFolder(folder);
            makeFolder(tokens);
            writeIfAbsent(configuration(), settings);
            writePin(soPin());
            writePin(pin());
        } catch (IOException e) {
            throw new HsmException("the token folder " + folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void makeFolder(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            Files.setPosixFilePermissions(path, OWNER_FOLDER.value());
            return;
        }
        Files.createDirectories(path, OWNER_FOLDER);
    }

    private static void writePin(Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] pin = new byte[PIN_LENGTH];
        for (int i = 0; i < pin.length; i++) {
            pin[i] = PIN_CHARACTERS[random.nextInt(PIN_CHARACTERS.length)];
        }
        try {
            writeIfAbsent(file, pin);
        } finally {
            Arrays.fill(pin, (byte) 0);
        }
    }

    /** On the disk before the token depends on it: a token whose PIN was lost in a crash is lost. */
    private static void writeIfAbsent(Path file, byte[] content) throws IOException {
        if (Files.exists(file) && Files.size(file) > 0) {
            return;
        }
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, OWNER_FILE)) {
            channel.write(ByteBuffer.wrap(content));
            channel.force(true);
        }
    }
}
