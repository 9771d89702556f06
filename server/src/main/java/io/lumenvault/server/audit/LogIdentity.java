package io.lumenvault.server.audit;

import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.MlDsaCosigner;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.NoteSignature;
import io.lumenvault.tlog.SignedNote;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What makes a log this log: its name and who signs its heads.
 *
 * @param origin the log's name, first line of every checkpoint
 * @param signer the log's own signature
 * @param cosigners further signatures under each head
 */
public record LogIdentity(String origin, CheckpointSigner signer, List<CheckpointSigner> cosigners) {

    public LogIdentity {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(signer, "signer");
        cosigners = List.copyOf(cosigners);
    }

    /** The public keys, the log's own first: what an auditor pins. */
    public List<NoteKey> keys() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(signer), cosigners.stream()).map(CheckpointSigner::key).toList();
    }

    SignedNote sign(Checkpoint head, Instant time) {
        List<NoteSignature> cosignatures = cosigners.stream().map(cosigner -> cosigner.sign(head, time)).toList();
        return new SignedNote(head, List.of(signer.sign(head, time))).with(cosignatures);
    }

    /** When a head was signed, by the log's own cosigner; empty where that has not signed it. */
    public Optional<Instant> signedAt(SignedNote note) {
        return cosigners.stream().flatMap(cosigner -> note.signatures().stream().filter(line -> cosigner.key().verifies(note.checkpoint(), line)))
                .findFirst().map(MlDsaCosigner::time);
    }

    /** Whether it is a head of this log, signed by its own key. */
    boolean signed(SignedNote note) {
        return note.checkpoint().origin().equals(origin) && note.signedBy(signer.key());
    }
}
