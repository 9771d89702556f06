package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;

class CheckpointNoteTest {

    private final KeyPair keys = keyPair();
    private final byte[] publicKey = keys.getPublic().getEncoded();
    private final String body = CheckpointNote.body("lumenvault/A", 7, new byte[32]);

    @Test
    void body_isOriginSizeAndRoot() {
        assertEquals("lumenvault/A\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", body);
    }

    @Test
    void note_verifiesForItsBodyAndKey() throws Exception {
        assertTrue(CheckpointNote.verifies(note(), body, publicKey));
    }

    @Test
    void note_ofAnotherSizeRootOrOrigin_isRefused() throws Exception {
        assertFalse(CheckpointNote.verifies(note(), CheckpointNote.body("lumenvault/A", 8, new byte[32]), publicKey));
        byte[] root = new byte[32];
        root[31] = 1;
        assertFalse(CheckpointNote.verifies(note(), CheckpointNote.body("lumenvault/A", 7, root), publicKey));
        assertFalse(CheckpointNote.verifies(note(), CheckpointNote.body("lumenvault/B", 7, new byte[32]), publicKey));
    }

    @Test
    void note_byAnotherKey_isRefused() throws Exception {
        assertFalse(CheckpointNote.verifies(note(), body, keyPair().getPublic().getEncoded()));
    }

    @Test
    void note_withoutOrWithBrokenSignature_isRefused() throws Exception {
        assertFalse(CheckpointNote.verifies(body, body, publicKey));
        assertFalse(CheckpointNote.verifies(body + "\n\u2014 lumenvault/A !!!\n", body, publicKey));
        assertFalse(CheckpointNote.verifies(note().replace("AAAA", "AAAB"), body, publicKey));
    }

    private String note() throws Exception {
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(keys.getPrivate());
        signer.update(body.getBytes(StandardCharsets.UTF_8));
        return CheckpointNote.signed("lumenvault/A", body, publicKey, signer.sign());
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
