package io.lumenvault.cli.evidence;

import io.lumenvault.tlog.SignedNote;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells files of evidence apart and has them checked. */
public final class Evidence {

    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private Evidence() {}

    /**
     * Checks offline that an export extends an earlier checkpoint of the log: that the first leaves of its log are those of the checkpoint.
     *
     * @param earlier the checkpoint in a file, a C2SP signed note
     * @throws EvidenceException naming the first thing in them that is wrong
     * @throws IOException when one cannot be read
     */
    public static Verdict verify(Path file, TrustedKeys keys, Path earlier) throws EvidenceException, IOException {
        SignedNote old;
        try {
            old = ExportFile.note(Files.readString(earlier));
        } catch (IllegalArgumentException malformed) {
            throw new EvidenceException(earlier + " is no checkpoint: " + malformed.getMessage());
        }
        keys.require(old);
        if (!isExport(start(file))) {
            throw new EvidenceException(file + " is no export in JSON lines: that alone shows whether the log extends an earlier checkpoint");
        }
        return ExportFile.verify(file, keys, old.checkpoint());
    }

    /**
     * Checks a file offline.
     *
     * @throws EvidenceException naming the first thing in it that is wrong
     * @throws IOException when it cannot be read
     */
    public static Verdict verify(Path file, TrustedKeys keys) throws EvidenceException, IOException {
        byte[] start = start(file);
        if (java.util.Arrays.equals(start, 0, Math.min(ZIP.length, start.length), ZIP, 0, ZIP.length)) {
            return BundleFile.verify(file, keys);
        }
        if (isExport(start)) {
            return ExportFile.verify(file, keys, null);
        }
        throw new EvidenceException(file + " is neither a bundle of evidence, nor an export in JSON lines, nor the archive of a month");
    }

    private static boolean isExport(byte[] start) {
        return new String(start, StandardCharsets.UTF_8).startsWith(ExportFile.START);
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ExportFile.START.length());
        }
    }
}
