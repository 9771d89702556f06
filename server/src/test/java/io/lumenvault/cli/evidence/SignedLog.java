package io.lumenvault.cli.evidence;

import io.lumenvault.db.audit.AuditRow;
import io.lumenvault.db.audit.LogPages.Leaf;
import io.lumenvault.db.audit.ProofRepository.LeafRange;
import io.lumenvault.server.audit.JsonLines;
import io.lumenvault.server.audit.LogExport.Extract;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.CompactRange;
import io.lumenvault.tlog.CompleteSubtrees;
import io.lumenvault.tlog.EcdsaKey;
import io.lumenvault.tlog.InclusionProof;
import io.lumenvault.tlog.MerkleHasher;
import io.lumenvault.tlog.MlDsaCosigner;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.SignedNote;
import io.lumenvault.tlog.TlogProof;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A log of made-up entries, signed and cosigned by keys made for the test; what is taken from it is in the site's own formats. */
final class SignedLog {

    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    static final UUID KEY = UUID.fromString("0f0e0d0c-0b0a-4908-8706-050403020100");

    private final List<byte[]> bodies = new ArrayList<>();
    private final KeyPair signing;
    private final KeyPair cosigning;
    private final String origin;

    SignedLog(String origin, int entries) {
        this.origin = origin;
        try {
            KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
            ec.initialize(new ECGenParameterSpec("secp256r1"));
            signing = ec.generateKeyPair();
            cosigning = KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        for (int i = 0; i < entries; i++) {
            bodies.add(("{\"event\":\"" + new UUID(0, i) + "\",\"objects\":[\"" + KEY + "\"],\"operation\":\"Get\",\"time\":\"" + time(i) + "\"}")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    static Instant time(int entry) {
        return START.plusSeconds(entry);
    }

    EcdsaKey key() {
        return new EcdsaKey(origin, signing.getPublic().getEncoded());
    }

    MlDsaCosigner cosigner() {
        return MlDsaCosigner.of("cosigner/" + origin, cosigning.getPublic());
    }

    List<NoteKey> keys() {
        return List.of(key(), cosigner());
    }

    TrustedKeys trusted() {
        return TrustedKeys.of(keys());
    }

    private List<byte[]> hashes(int size) {
        return bodies.subList(0, size).stream().map(new MerkleHasher()::leaf).toList();
    }

    /** The head of the first entries, cosigned at a time. */
    SignedNote note(int size, Instant cosigned) {
        return note(new Checkpoint(origin, size, CompleteSubtrees.of(hashes(size)).root(0, size)), cosigned);
    }

    /** Any head, signed by the log's keys. */
    SignedNote note(Checkpoint checkpoint, Instant cosigned) {
        return new SignedNote(checkpoint, List.of(key().line(sign(checkpoint)))).with(List.of(cosign(checkpoint, cosigned)));
    }

    private byte[] sign(Checkpoint checkpoint) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(signing.getPrivate());
            signer.update(checkpoint.text().getBytes(StandardCharsets.UTF_8));
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private io.lumenvault.tlog.NoteSignature cosign(Checkpoint checkpoint, Instant time) {
        try {
            return cosigner().cosign(checkpoint, time, cosigning.getPrivate(), new java.security.SecureRandom());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    TlogProof proof(int index, SignedNote note) {
        int size = (int) note.checkpoint().size();
        return new TlogProof(InclusionProof.of(CompleteSubtrees.of(hashes(size)), index, size), note);
    }

    byte[] body(int index) {
        return bodies.get(index);
    }

    /** An export of the leaves of a range, those outside of the times by their hash alone. */
    byte[] export(int start, int end, SignedNote note, Instant since, Instant until) {
        int size = (int) note.checkpoint().size();
        CompleteSubtrees tree = CompleteSubtrees.of(hashes(size));
        Extract extract = new Extract(note, new LeafRange(start, end), since, until, CompactRange.hashes(tree, 0, start),
                CompactRange.hashes(tree, end, size), keys());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonLines lines = new JsonLines();
        try {
            lines.begin(extract, out);
            for (int i = start; i < end; i++) {
                Leaf leaf = new Leaf(i, i, time(i).atOffset(ZoneOffset.UTC), new MerkleHasher().leaf(body(i)), "1", row(i));
                boolean wanted = (since == null || !time(i).isBefore(since)) && (until == null || time(i).isBefore(until));
                if (wanted) {
                    lines.entry(leaf, out);
                } else {
                    lines.hash(leaf, out);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private AuditRow row(int index) {
        return new AuditRow(new UUID(0, index), time(index), "p", "kmip", "Get", "served", null, null, List.of(KEY), body(index));
    }

    /** The files of a bundle over some entries. */
    Map<String, byte[]> bundle(SignedNote note, List<Integer> entries) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("README.txt", new byte[0]);
        files.put("checkpoint", bytes(note.text()));
        files.put("keys", bytes(key().vkey() + "\n"));
        files.put("key-id", bytes(KEY + "\n"));
        files.put("genealogy.json", bytes("{}"));
        for (int entry : entries) {
            String name = String.format("events/%012d", entry);
            files.put(name + ".json", body(entry));
            files.put(name + ".tlog-proof", bytes(proof(entry, note).text()));
        }
        return files;
    }

    /** The archive of a month as the site writes it. */
    Map<String, byte[]> archive(SignedNote head, int entries) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < entries; i++) {
            lines.append("{\"index\":").append(i).append(",\"body\":").append(new String(body(i), StandardCharsets.UTF_8)).append("}\n");
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("entries.jsonl", bytes(lines.toString()));
        try {
            byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(bytes(lines.toString()));
            Checkpoint statement = new Checkpoint(origin + "/archive/2026-01", entries, digest);
            files.put("archive.note", bytes(new SignedNote(statement, List.of(key().line(sign(statement)))).text()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        files.put("checkpoint.note", bytes(head.text()));
        return files;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
