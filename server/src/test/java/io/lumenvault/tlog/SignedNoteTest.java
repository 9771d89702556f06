package io.lumenvault.tlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final KeyPair LOG = keyPair("EC");
    private static final KeyPair WITNESS = keyPair("ML-DSA-44");

    private final Checkpoint head = new Checkpoint("lumenvault/A", 7, new byte[32]);
    private final EcdsaKey log = new EcdsaKey("lumenvault/A", LOG.getPublic().getEncoded());
    private final MlDsaCosigner witness = MlDsaCosigner.of("witness.example/w1", WITNESS.getPublic());

    @Test
    void text_isOriginSizeAndRoot() {
        assertEquals("lumenvault/A\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", head.text());
        assertTrue(head.sameAs(Checkpoint.parse(head.text())));
    }

    @Test
    void note_isReadAsItWasWritten_andVerifiesForBothKeys() throws Exception {
        SignedNote note = SignedNote.parse(note().text());
        assertEquals(note().signatures().size(), note.signatures().size());
        assertTrue(note.signedBy(log));
        assertTrue(note.signedBy(witness));
        assertEquals(NOW, MlDsaCosigner.time(note.signatures().getLast()));
    }

    @Test
    void note_ofAnotherSizeRootOrOrigin_isRefused() throws Exception {
        byte[] root = new byte[32];
        root[31] = 1;
        for (Checkpoint other : List.of(new Checkpoint("lumenvault/A", 8, new byte[32]), new Checkpoint("lumenvault/A", 7, root),
                new Checkpoint("lumenvault/B", 7, new byte[32]))) {
            SignedNote bent = new SignedNote(other, note().signatures());
            assertFalse(bent.signedBy(log), other.text());
            assertFalse(bent.signedBy(witness), other.text());
        }
    }

    @Test
    void note_byAnotherKey_orWithoutSignature_isRefused() throws Exception {
        assertFalse(note().signedBy(new EcdsaKey("lumenvault/A", keyPair("EC").getPublic().getEncoded())));
        assertFalse(note().signedBy(MlDsaCosigner.of(witness.name(), keyPair("ML-DSA-44").getPublic())));
        assertFalse(note().signedBy(MlDsaCosigner.of("witness.example/w2", WITNESS.getPublic())), "the name is signed");
        assertFalse(new SignedNote(head, List.of(note().signatures().getFirst())).signedBy(witness));
        assertFalse(new SignedNote(head, List.of(note().signatures().getLast())).signedBy(log));
    }

    @Test
    void brokenOrMovedSignature_isRefused() throws Exception {
        NoteSignature cosignature = note().signatures().getLast();
        for (int at : new int[] {7, 8, 2000, cosignature.signature().length - 1}) {
            byte[] bent = cosignature.signature().clone();
            bent[at] ^= 1;
            SignedNote changed = new SignedNote(head, List.of(new NoteSignature(witness.name(), witness.keyId(), bent)));
            assertFalse(changed.signedBy(witness), "byte " + at + " (the first eight are the time)");
        }
        assertFalse(new SignedNote(head, List.of(new NoteSignature(witness.name(), witness.keyId(), new byte[9]))).signedBy(witness));
    }

    @Test
    void malformedNotes_areRefused() {
        for (String malformed : List.of("", "lumenvault/A\n7\n", head.text(), head.text() + "\n", head.text() + "\n\u2014 x\n",
                head.text() + "\n\u2014 x !!!\n", "lumenvault/A\n07\nAAAA\n\n\u2014 x AAAAAAA=\n",
                head.text() + "extension\n\n\u2014 x AAAAAAA=\n", head.text() + "\n\u2014 x AAAAAAA=")) {
            assertThrows(IllegalArgumentException.class, () -> SignedNote.parse(malformed), malformed);
        }
    }

    @Test
    void verifierKeys_areReadAsTheyWereWritten() {
        for (NoteKey key : List.of(log, witness, new Ed25519Cosigner("witness.example/old", new byte[32]))) {
            assertEquals(key.vkey(), NoteKey.parse(key.vkey()).vkey());
            assertThrows(IllegalArgumentException.class, () -> NoteKey.parse("x" + key.vkey() + "!"));
        }
        assertThrows(IllegalArgumentException.class, () -> NoteKey.parse(witness.vkey().replace("w1", "w2")), "the ID covers the name");
    }

    @Test
    void ed25519Cosignature_verifiesOverTheCosignedText() throws Exception {
        KeyPair pair = keyPair("Ed25519");
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] raw = java.util.Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        Ed25519Cosigner key = new Ed25519Cosigner("witness.example/old", raw);
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(("cosignature/v1\ntime 1679315147\n" + head.text()).getBytes(StandardCharsets.UTF_8));
        NoteSignature cosignature = new NoteSignature(key.name(), key.keyId(), CosignedMessage.timestamped(1679315147L, signer.sign()));
        assertTrue(key.verifies(head, cosignature));
        assertFalse(key.verifies(new Checkpoint("lumenvault/A", 8, new byte[32]), cosignature));
    }

    private SignedNote note() throws Exception {
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(LOG.getPrivate());
        signer.update(head.text().getBytes(StandardCharsets.UTF_8));
        return new SignedNote(head, List.of(log.line(signer.sign()), witness.cosign(head, NOW, WITNESS.getPrivate(), new java.security.SecureRandom())));
    }

    private static KeyPair keyPair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
