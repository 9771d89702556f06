package io.lumenvault.tlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CosignatureTimeTest {

    private static final Checkpoint HEAD = new Checkpoint("lumenvault/A", 3, new byte[32]);

    @Test
    void cosignature_ofATimeThatCannotBe_doesNotVerify() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair();
        MlDsaCosigner cosigner = MlDsaCosigner.of("witness", keys.getPublic());
        NoteSignature last = cosigned(cosigner, keys, Instant.MAX.getEpochSecond());
        assertTrue(cosigner.verifies(HEAD, last));
        assertEquals(Instant.MAX.getEpochSecond(), MlDsaCosigner.time(last).getEpochSecond());
        assertFalse(cosigner.verifies(HEAD, cosigned(cosigner, keys, Instant.MAX.getEpochSecond() + 1)));
        assertFalse(cosigner.verifies(HEAD, cosigned(cosigner, keys, Long.MAX_VALUE)));
        assertFalse(cosigner.verifies(HEAD, cosigned(cosigner, keys, -1)));
    }

    private static NoteSignature cosigned(MlDsaCosigner cosigner, KeyPair keys, long seconds) throws Exception {
        Signature signer = Signature.getInstance("ML-DSA-44");
        signer.initSign(keys.getPrivate());
        signer.update(CosignedMessage.mlDsa(cosigner.name(), seconds, HEAD));
        return new NoteSignature(cosigner.name(), cosigner.keyId(), CosignedMessage.timestamped(seconds, signer.sign()));
    }
}
