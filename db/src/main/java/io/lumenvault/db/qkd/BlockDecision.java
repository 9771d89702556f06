package io.lumenvault.db.qkd;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * A decision about blocks of a link.
 *
 * @param id the same at both ends
 * @param link the QKD link
 * @param action what becomes of the blocks
 * @param objects what becomes of managed objects made of them
 * @param reason why
 * @param blocks the blocks
 * @param time when it was decided
 */
public record BlockDecision(UUID id, String link, Action action, ObjectFate objects, String reason, List<BlockRun> blocks, Instant time) {

    /** What becomes of blocks. */
    public enum Action {
        QUARANTINE, RELEASE, DESTROY;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of managed objects whose material came from the blocks. */
    public enum ObjectFate {
        KEEP, COMPROMISE, DESTROY;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public BlockDecision {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(objects, "objects");
        Objects.requireNonNull(reason, "reason");
        blocks = List.copyOf(blocks);
    }
}
