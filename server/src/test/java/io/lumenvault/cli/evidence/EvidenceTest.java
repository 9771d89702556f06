package io.lumenvault.cli.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.InclusionProof;
import io.lumenvault.tlog.NoteSignature;
import io.lumenvault.tlog.SignedNote;
import io.lumenvault.tlog.TlogProof;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier believes what the log has signed, and nothing else whatever is done to the files. */
class EvidenceTest {

    private static final String ORIGIN = "lumenvault/test";
    private static final int SIZE = 37;
    private static final int MUTATIONS = 400;
    private static final Instant SIGNED = SignedLog.time(SIZE);
    private static final SignedLog LOG = new SignedLog(ORIGIN, 2 * SIZE);
    private static final SignedNote NOTE = LOG.note(SIZE, SIGNED);
    private static final List<Integer> ENTRIES = List.of(0, 7, 20, 36);

    @TempDir
    private Path folder;

    @Test
    void bundle_asTheSiteWritesIt_isBelieved() throws Exception {
        Verdict verdict = verify(zip(LOG.bundle(NOTE, ENTRIES)), LOG.trusted());
        assertEquals("4 entries of key " + SignedLog.KEY + " are in the log of 37 entries", verdict.statement());
    }

    @Test
    void export_ofEveryRange_isBelieved() throws Exception {
        for (int start = 0; start <= SIZE; start += 4) {
            for (int end = start; end <= SIZE; end += 3) {
                verify(LOG.export(start, end, NOTE, SignedLog.time(start + 2), SignedLog.time(end - 1)), LOG.trusted());
            }
        }
        assertEquals("the whole log of 37 entries: 37 with their text, 0 by their hash alone",
                verify(LOG.export(0, SIZE, NOTE, null, null), LOG.trusted()).statement());
    }

    @Test
    void export_isHeldAgainstAnEarlierCheckpoint() throws Exception {
        for (int size : new int[] {1, 8, 36, SIZE}) {
            assertTrue(verify(LOG.export(0, SIZE, NOTE, null, null), LOG.note(size, SIGNED)).statement().endsWith("it extends the checkpoint of "
                    + size + " entries"));
        }
        verify(LOG.export(20, 30, NOTE, null, null), LOG.note(20, SIGNED));
        verify(LOG.export(20, 30, NOTE, null, null), LOG.note(30, SIGNED));
        notExtended("export the whole log", LOG.export(20, 30, NOTE, null, null), LOG.note(19, SIGNED));
        notExtended("rolled back", LOG.export(0, SIZE, NOTE, null, null), LOG.note(SIZE + 1, SIGNED));
        SignedNote another = LOG.note(new Checkpoint(ORIGIN, 8, LOG.note(9, SIGNED).checkpoint().root()), SIGNED);
        notExtended("it was replaced or changed", LOG.export(0, SIZE, NOTE, null, null), another);
        SignedNote foreign = new SignedLog(ORIGIN, SIZE).note(8, SIGNED);
        notExtended("is not signed by", LOG.export(0, SIZE, NOTE, null, null), foreign);
        notExtended("is no export", zip(LOG.bundle(NOTE, ENTRIES)), LOG.note(8, SIGNED));
    }

    private void notExtended(String why, byte[] export, SignedNote earlier) {
        EvidenceException refused = assertThrows(EvidenceException.class, () -> verify(export, earlier));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    private Verdict verify(byte[] content, SignedNote earlier) throws EvidenceException, IOException {
        Path file = folder.resolve("evidence");
        Files.write(file, content);
        Path head = folder.resolve("head.note");
        Files.writeString(head, earlier.text());
        return Evidence.verify(file, LOG.trusted(), head);
    }

    @Test
    void bundleWithAnIndexWrittenAnotherWay_isRefused() throws Exception {
        Map<String, byte[]> files = LOG.bundle(NOTE, ENTRIES);
        files.put("events/0000000000007.json", files.get("events/000000000007.json"));
        files.put("events/0000000000007.tlog-proof", files.get(proof(7)));
        refused("does not belong there: events/0000000000007.json", files);
    }

    @Test
    void archive_asTheSiteWritesIt_isBelieved_andAChangedOneIsNot() throws Exception {
        assertEquals("20 entries of 2026-01, as the log's key has signed them", verify(zip(LOG.archive(NOTE, 20)), LOG.trusted()).statement());
        Map<String, byte[]> fewer = LOG.archive(NOTE, 20);
        fewer.put("entries.jsonl", LOG.archive(NOTE, 19).get("entries.jsonl"));
        refused("are not those that were signed", fewer);
        Map<String, byte[]> foreign = LOG.archive(NOTE, 20);
        foreign.put("archive.note", new SignedLog(ORIGIN, 20).archive(NOTE, 20).get("archive.note"));
        refused("is not signed by", foreign);
        Map<String, byte[]> head = LOG.archive(NOTE, 20);
        head.put("archive.note", SignedLog.bytes(NOTE.text()));
        refused("the archive is signed as", head);
    }

    @Test
    void wrongIndex_isRefused() throws Exception {
        Map<String, byte[]> files = LOG.bundle(NOTE, ENTRIES);
        TlogProof moved = new TlogProof(new InclusionProof(8, SIZE, LOG.proof(7, NOTE).proof().path()), NOTE);
        files.put(proof(7), SignedLog.bytes(moved.text()));
        refused("is for index 8", files);
        files.put("events/000000000008.json", files.remove("events/000000000007.json"));
        files.put(proof(8), files.remove(proof(7)));
        refused("entry 000000000008 is not in the log", files);
    }

    @Test
    void swappedPath_truncatedPath_andAnotherEntrysPath_areRefused() throws Exception {
        List<byte[]> path = new ArrayList<>(LOG.proof(7, NOTE).proof().path());
        Collections.swap(path, 0, 1);
        refused("is not in the log", with(proof(7), new TlogProof(new InclusionProof(7, SIZE, path), NOTE).text()));
        List<byte[]> shorter = LOG.proof(7, NOTE).proof().path().subList(0, path.size() - 1);
        refused("is not in the log", with(proof(7), new TlogProof(new InclusionProof(7, SIZE, shorter), NOTE).text()));
        refused("is not in the log",
                with(proof(7), new TlogProof(new InclusionProof(7, SIZE, LOG.proof(20, NOTE).proof().path()), NOTE).text()));
    }

    @Test
    void rootOfAnotherSize_isRefused() throws Exception {
        SignedNote larger = LOG.note(SIZE + 1, SIGNED);
        refused("under another checkpoint", with(proof(7), LOG.proof(7, larger).text()));
        String other = NOTE.text().replace("\n37\n", "\n38\n");
        refused("not signed", with("checkpoint", other));
        Map<String, byte[]> files = LOG.bundle(larger, ENTRIES);
        files.put(proof(7), SignedLog.bytes(LOG.proof(7, NOTE).text()));
        refused("under another checkpoint", files);
    }

    @Test
    void foreignOrigin_andForeignKey_areRefused() throws Exception {
        SignedLog foreign = new SignedLog("lumenvault/other", SIZE);
        EvidenceException origin = assertThrows(EvidenceException.class,
                () -> verify(zip(foreign.bundle(foreign.note(SIZE, SIGNED), ENTRIES)), LOG.trusted()));
        assertTrue(origin.getMessage().contains("is of the log 'lumenvault/other'"), origin.getMessage());
        SignedLog sameName = new SignedLog(ORIGIN, SIZE);
        EvidenceException key = assertThrows(EvidenceException.class,
                () -> verify(zip(sameName.bundle(sameName.note(SIZE, SIGNED), ENTRIES)), LOG.trusted()));
        assertTrue(key.getMessage().contains("is not signed by ECDSA P-256 key"), key.getMessage());
        assertThrows(EvidenceException.class, () -> verify(sameName.export(0, SIZE, sameName.note(SIZE, SIGNED), null, null), LOG.trusted()));
    }

    @Test
    void missingWrongOrStaleSignature_isRefused() throws Exception {
        List<NoteSignature> both = NOTE.signatures();
        refused("not signed by ML-DSA-44", LOG.bundle(new SignedNote(NOTE.checkpoint(), List.of(both.get(0))), ENTRIES));
        refused("not signed by ECDSA", LOG.bundle(new SignedNote(NOTE.checkpoint(), List.of(both.get(1))), ENTRIES));
        SignedNote earlier = LOG.note(SIZE - 1, SIGNED);
        refused("not signed by ML-DSA-44", LOG.bundle(new SignedNote(NOTE.checkpoint(), List.of(both.get(0), earlier.signatures().get(1))), ENTRIES));
        refused("not signed by ECDSA", LOG.bundle(new SignedNote(NOTE.checkpoint(), List.of(earlier.signatures().get(0), both.get(1))), ENTRIES));
        byte[] bent = both.get(0).signature().clone();
        bent[bent.length - 1] ^= 1;
        NoteSignature wrong = new NoteSignature(both.get(0).name(), both.get(0).keyId(), bent);
        refused("not signed by ECDSA", LOG.bundle(new SignedNote(NOTE.checkpoint(), List.of(wrong, both.get(1))), ENTRIES));
        SignedNote stale = LOG.note(SIZE, SignedLog.time(0).minusSeconds(3600));
        refused("is older than an entry", LOG.bundle(stale, ENTRIES));
        assertThrows(EvidenceException.class, () -> verify(LOG.export(0, SIZE, stale, null, null), LOG.trusted()));
    }

    @Test
    void entryOfAnotherKey_proofWithoutEntry_andForeignFiles_areRefused() throws Exception {
        refused("does not concern key", with("key-id", "00000000-0000-4000-8000-000000000001\n"));
        Map<String, byte[]> files = LOG.bundle(NOTE, ENTRIES);
        files.remove("events/000000000007.json");
        refused("a proof without its entry", files);
        refused("does not belong there", with("events/extra", "x"));
        refused("has no checkpoint", without("checkpoint"));
    }

    @Test
    void keyIdThatIsNoFullIdentifier_isRefused_howeverTheEntriesContainIt() throws Exception {
        String key = SignedLog.KEY.toString();
        for (String forged : List.of("", "\n", "e", "Get", "0f0e0d0c", key.substring(0, 35), key.toUpperCase(java.util.Locale.ROOT), "2026", key + ",", "0-0-0-0-0",
                "\u001b[2Jx")) {
            refused("key-id is not an identifier", with("key-id", forged));
        }
    }

    @Test
    void keyIdThatEntriesHaveElsewhereThanAsTheirKey_isRefused() throws Exception {
        Map<String, byte[]> files = LOG.bundle(NOTE, List.of(7));
        files.put("key-id", SignedLog.bytes(new UUID(0, 7) + "\n"));
        refused("entry 000000000007 does not concern key 00000000-0000-0000-0000-000000000007", files);
    }

    @Test
    void export_withAHashThatEndsBeforeItBegins_isRefused() throws Exception {
        List<String> lines = new String(LOG.export(0, SIZE, NOTE, null, null), StandardCharsets.UTF_8).lines().toList();
        for (String line : List.of("{\"index\":0,\"hash\":\"}", "{\"index\":0,\"hash\":\"\"}", "{\"index\":0,\"entry\":}", "}", "")) {
            exportRefused(replaced(lines, 1, line));
        }
    }

    @Test
    void export_withLinesChangedMovedLeftOutOrAdded_isRefused() throws Exception {
        List<String> lines = new String(LOG.export(5, 30, NOTE, null, null), StandardCharsets.UTF_8).lines().toList();
        exportRefused(swapped(lines, 3, 4));
        exportRefused(dropped(lines, 10));
        exportRefused(dropped(lines, lines.size() - 1));
        List<String> doubled = new ArrayList<>(lines);
        doubled.add(lines.getLast());
        exportRefused(doubled);
        exportRefused(replaced(lines, 7, lines.get(7).replace("\"Get\"", "\"Put\"")));
        exportRefused(replaced(lines, 0, lines.get(0).replace("\"end\":30", "\"end\":29")));
        exportRefused(replaced(lines, 0, lines.get(0).replace("\"start\":5", "\"start\":6")));
    }

    @Test
    void anyChangedByteOfAnExport_isRefused() throws Exception {
        byte[] export = LOG.export(5, 30, NOTE, SignedLog.time(6), null);
        String text = new String(export, StandardCharsets.UTF_8);
        int keys = text.indexOf(",\"keys\":");
        int head = text.indexOf('\n');
        int since = text.indexOf("\"since\"");
        int before = text.indexOf("\"before\"");
        Random random = new Random(12);
        for (int i = 0; i < MUTATIONS; i++) {
            int at = random.nextInt(export.length);
            // Keys and times in the first line are for information; nothing believes them.
            if (at >= keys && at <= head || at >= since && at < before) {
                continue;
            }
            byte[] changed = export.clone();
            changed[at] ^= (byte) (1 << random.nextInt(7));
            assertThrows(EvidenceException.class, () -> verify(changed, LOG.trusted()), "byte " + at + " is " + changed[at]);
        }
    }

    @Test
    void anyChangedByteOfABundlesProofsAndEntries_isRefused() throws Exception {
        Random random = new Random(13);
        List<String> names = List.of("checkpoint", "events/000000000007.json", proof(7), proof(36), "events/000000000036.json");
        for (int i = 0; i < MUTATIONS; i++) {
            Map<String, byte[]> files = LOG.bundle(NOTE, ENTRIES);
            String name = names.get(random.nextInt(names.size()));
            byte[] changed = files.get(name).clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            files.put(name, changed);
            byte[] bundle = zip(files);
            assertThrows(EvidenceException.class, () -> verify(bundle, LOG.trusted()), name + " byte " + at);
        }
    }

    @Test
    void publicKeyInPem_isEnough_andCosignersAloneAreNot() throws Exception {
        Path pem = folder.resolve("key.pem");
        Files.writeString(pem, "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(LOG.key().material())
                + "\n-----END PUBLIC KEY-----\n");
        verify(zip(LOG.bundle(NOTE, ENTRIES)), TrustedKeys.read(pem));
        Path vkeys = folder.resolve("keys");
        Files.writeString(vkeys, LOG.key().vkey() + "\n" + LOG.cosigner().vkey() + "\n");
        verify(zip(LOG.bundle(NOTE, ENTRIES)), TrustedKeys.read(vkeys));
        Files.writeString(vkeys, LOG.cosigner().vkey() + "\n");
        assertTrue(assertThrows(IOException.class, () -> TrustedKeys.read(vkeys)).getMessage().contains("none of the keys is a log's own"));
    }

    private static String proof(int entry) {
        return String.format("events/%012d.tlog-proof", entry);
    }

    private static Map<String, byte[]> with(String name, String text) {
        Map<String, byte[]> files = LOG.bundle(NOTE, ENTRIES);
        files.put(name, SignedLog.bytes(text));
        return files;
    }

    private static Map<String, byte[]> without(String name) {
        Map<String, byte[]> files = new LinkedHashMap<>(LOG.bundle(NOTE, ENTRIES));
        files.remove(name);
        return files;
    }

    private static List<String> swapped(List<String> lines, int one, int other) {
        List<String> changed = new ArrayList<>(lines);
        Collections.swap(changed, one, other);
        return changed;
    }

    private static List<String> dropped(List<String> lines, int at) {
        List<String> changed = new ArrayList<>(lines);
        changed.remove(at);
        return changed;
    }

    private static List<String> replaced(List<String> lines, int at, String line) {
        List<String> changed = new ArrayList<>(lines);
        assertTrue(!changed.set(at, line).equals(line));
        return changed;
    }

    private void exportRefused(List<String> lines) {
        assertThrows(EvidenceException.class, () -> verify(SignedLog.bytes(String.join("\n", lines) + "\n"), LOG.trusted()));
    }

    private void refused(String why, Map<String, byte[]> files) throws IOException {
        byte[] bundle = zip(files);
        EvidenceException refused = assertThrows(EvidenceException.class, () -> verify(bundle, LOG.trusted()));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    private Verdict verify(byte[] content, TrustedKeys keys) throws EvidenceException, IOException {
        Path file = folder.resolve("evidence");
        Files.write(file, content);
        return Evidence.verify(file, keys);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
