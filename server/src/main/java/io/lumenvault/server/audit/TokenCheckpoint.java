package io.lumenvault.server.audit;

import io.lumenvault.hsm.HsmException;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.tlog.SignedNote;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The last signed head in the HSM itself. Tokens wear and write slowly, so it takes one head in a while and the last at a clean stop;
 * what it holds may be that much older than the file.
 */
public final class TokenCheckpoint implements CheckpointHolder {

    private static final Logger LOG = Logger.getLogger(TokenCheckpoint.class);
    private static final String LABEL = "lumenvault.audit.checkpoint.";

    private final RootOfTrust hsm;
    private final String label;
    private final Duration interval;
    /** Of the monotonic clock, in nanoseconds: a wall clock that is set back must not keep heads out of the token. */
    private long written;
    private boolean everWritten;
    private SignedNote waiting;
    private boolean complained;

    /**
     * @param origin the log's name
     * @param interval shortest time between two writes
     */
    public TokenCheckpoint(RootOfTrust hsm, String origin, Duration interval) {
        this.hsm = Objects.requireNonNull(hsm, "hsm");
        this.label = LABEL + Objects.requireNonNull(origin, "origin");
        this.interval = Objects.requireNonNull(interval, "interval");
    }

    @Override
    public String place() {
        return "the HSM";
    }

    @Override
    public Optional<SignedNote> read() {
        try {
            return hsm.data(label).stream().map(value -> SignedNote.parse(new String(value, StandardCharsets.UTF_8)))
                    .max(Comparator.comparingLong(note -> note.checkpoint().size()));
        } catch (IllegalArgumentException damaged) {
            throw new LogRolledBackException("the audit log's checkpoint in the HSM cannot be read: " + damaged.getMessage());
        }
    }

    @Override
    public synchronized void write(SignedNote note) {
        waiting = note;
        if (!everWritten || System.nanoTime() - written >= interval.toNanos()) {
            flush();
        }
    }

    /** A token that cannot take it now, or never, leaves the head to the other holders. */
    @Override
    public synchronized void flush() {
        if (waiting == null) {
            return;
        }
        try {
            written = System.nanoTime();
            everWritten = true;
            hsm.putData(label, waiting.text().getBytes(StandardCharsets.UTF_8));
            waiting = null;
            complained = false;
        } catch (HsmException refused) {
            if (!complained) {
                complained = true;
                LOG.warnf("the audit log's head is not kept in the HSM: %s", refused.getMessage());
            }
        }
    }
}
