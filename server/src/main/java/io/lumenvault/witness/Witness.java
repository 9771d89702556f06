package io.lumenvault.witness;

import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.ConsistencyProof;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.NoteSignature;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Decides about new heads, one after the other, by the rules of C2SP {@code tlog-witness}. */
public final class Witness {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    private final WitnessKey key;
    private final WitnessedHeads heads;
    private final Map<String, NoteKey> logs = new HashMap<>();
    private final Clock clock;

    /**
     * @param key that cosigns
     * @param heads the last head of each log
     * @param logs the keys of the logs that are witnessed; a key's name is its log's origin
     */
    public Witness(WitnessKey key, WitnessedHeads heads, List<NoteKey> logs, Clock clock) {
        this.key = Objects.requireNonNull(key, "key");
        this.heads = Objects.requireNonNull(heads, "heads");
        this.clock = Objects.requireNonNull(clock, "clock");
        logs.forEach(log -> this.logs.put(log.name(), log));
    }

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param text a signature line, the size that is known, or why not
     * @param isSize whether the text is a size ({@code text/x.tlog.size})
     */
    public record Answer(int status, String text, boolean isSize) {

        private static Answer refusal(int status, String why) {
            return new Answer(status, why + "\n", false);
        }
    }

    /** Answers an {@code add-checkpoint} request. Checking the old head and keeping the new one are one step. */
    public synchronized Answer addCheckpoint(String body) throws IOException {
        AddCheckpoint request;
        try {
            request = AddCheckpoint.parse(body);
        } catch (IllegalArgumentException malformed) {
            return Answer.refusal(BAD_REQUEST, malformed.getMessage());
        }
        Checkpoint head = request.note().checkpoint();
        NoteKey log = logs.get(head.origin());
        if (log == null) {
            return Answer.refusal(NOT_FOUND, "this witness does not know the log " + head.origin());
        }
        if (!request.note().signedBy(log)) {
            return Answer.refusal(FORBIDDEN, "the checkpoint is not signed by the key of " + head.origin());
        }
        if (request.oldSize() > head.size()) {
            return Answer.refusal(BAD_REQUEST, "the old size " + request.oldSize() + " is larger than the new one " + head.size());
        }
        return extend(request, head, heads.last(head.origin()));
    }

    private Answer extend(AddCheckpoint request, Checkpoint head, Checkpoint known) throws IOException {
        long knownSize = known == null ? 0 : known.size();
        if (request.oldSize() != knownSize) {
            return new Answer(CONFLICT, knownSize + "\n", true);
        }
        if (known != null && head.size() == knownSize && !MessageDigest.isEqual(head.root(), known.root())) {
            return Answer.refusal(CONFLICT, "another root was cosigned for " + knownSize + " entries");
        }
        if (!proves(request, head, known)) {
            return Answer.refusal(UNPROCESSABLE, "the proof does not lead from " + knownSize + " to " + head.size() + " entries");
        }
        heads.keep(request.note());
        Instant now = clock.instant();
        NoteSignature cosignature = key.cosign(head, now);
        return new Answer(OK, cosignature.line(), false);
    }

    private static boolean proves(AddCheckpoint request, Checkpoint head, Checkpoint known) {
        if (known == null) {
            return request.proof().isEmpty();
        }
        try {
            return new ConsistencyProof(known.size(), head.size(), request.proof()).verifies(known.root(), head.root());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
