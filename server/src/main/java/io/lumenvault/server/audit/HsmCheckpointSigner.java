package io.lumenvault.server.audit;

import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.EcdsaKey;
import io.lumenvault.tlog.NoteSignature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/** The log's own signature: ECDSA with P-256 by the key in the HSM that signs nothing else. */
public final class HsmCheckpointSigner implements CheckpointSigner {

    private final RootOfTrust hsm;
    private final String origin;

    /** @param origin the log's name, first line of every checkpoint and name of the key */
    public HsmCheckpointSigner(RootOfTrust hsm, String origin) {
        this.hsm = Objects.requireNonNull(hsm, "hsm");
        this.origin = Objects.requireNonNull(origin, "origin");
    }

    @Override
    public EcdsaKey key() {
        return new EcdsaKey(origin, hsm.signaturePublicKey());
    }

    @Override
    public NoteSignature sign(Checkpoint head, Instant time) {
        return key().line(hsm.sign(head.text().getBytes(StandardCharsets.UTF_8)));
    }
}
