package io.lumenvault.cli.evidence;

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
        if (new String(start, StandardCharsets.UTF_8).startsWith(ExportFile.START)) {
            return ExportFile.verify(file, keys);
        }
        throw new EvidenceException(file + " is neither a bundle of evidence, nor an export in JSON lines, nor the archive of a month");
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ExportFile.START.length());
        }
    }
}
