package io.lumenvault.cli.evidence;

import io.lumenvault.ground.Sha256;
import io.lumenvault.tlog.SignedNote;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The archive of a month whose entries have left the database: the log's key has signed how many there are and the digest of them. Their
 * leaves stay in the log, against which the site and an export of the whole log hold them.
 */
final class ArchiveFile {

    static final String SIGNED = "archive.note";
    private static final String ENTRIES = "entries.jsonl";
    private static final String HEAD = "checkpoint.note";
    private static final String MARK = "/archive/";
    private static final int MOST_LINE = 16 << 20;
    private static final int MOST_NOTE = 1 << 20;

    private ArchiveFile() {}

    static Verdict verify(ZipFile zip, TrustedKeys keys) throws EvidenceException, IOException {
        SignedNote head = ExportFile.note(text(zip, HEAD));
        keys.require(head);
        String origin = head.checkpoint().origin();
        SignedNote signed = ExportFile.note(text(zip, SIGNED));
        String said = signed.checkpoint().origin();
        if (!said.startsWith(origin + MARK)) {
            throw new EvidenceException("the archive is signed as '" + said + "', its checkpoint as '" + origin + "'");
        }
        keys.requireLog(signed, origin);
        long entries = 0;
        MessageDigest sha256 = Sha256.streaming();
        try (InputStream in = new DigestInputStream(new BufferedInputStream(entry(zip, ENTRIES)), sha256)) {
            Lines lines = new Lines(in, MOST_LINE);
            while (lines.next() != null) {
                entries++;
            }
        }
        if (entries != signed.checkpoint().size() || !MessageDigest.isEqual(sha256.digest(), signed.checkpoint().root())) {
            throw new EvidenceException("the entries of the archive are not those that were signed");
        }
        return new Verdict(head, entries + " entries of " + said.substring(origin.length() + MARK.length())
                + ", as the log's key has signed them");
    }

    private static InputStream entry(ZipFile zip, String name) throws EvidenceException, IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new EvidenceException("the archive has no " + name);
        }
        return zip.getInputStream(entry);
    }

    private static String text(ZipFile zip, String name) throws EvidenceException, IOException {
        try (InputStream in = entry(zip, name)) {
            return new String(in.readNBytes(MOST_NOTE), StandardCharsets.UTF_8);
        }
    }
}
