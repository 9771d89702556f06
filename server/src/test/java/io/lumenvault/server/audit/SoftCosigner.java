package io.lumenvault.server.audit;

import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.MlDsaCosigner;
import io.lumenvault.tlog.NoteSignature;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;

/** A cosigner whose key is not sealed, for tests that have no HSM. */
final class SoftCosigner implements CheckpointSigner {

    private final KeyPair keys;
    private final String name;

    SoftCosigner(String name) {
        this.name = name;
        try {
            this.keys = KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public MlDsaCosigner key() {
        return MlDsaCosigner.of(name, keys.getPublic());
    }

    @Override
    public NoteSignature sign(Checkpoint head, Instant time) {
        try {
            return key().cosign(head, time, keys.getPrivate(), new SecureRandom());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
