package io.lumenvault.server.qkd;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lumenvault.db.qkd.BlockRun;
import io.lumenvault.db.qkd.ChunkRange;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What the two key managers of a link say to each other: identifiers, ranges and tags; never key material. */
final class PeerMessages {

    private static final int MOST = 1 << 16;

    private PeerMessages() {}

    private static <T> List<T> checked(String name, List<T> given) {
        if (given == null || given.size() > MOST || given.contains(null)) {
            throw Malformed.request("'" + name + "' is wrong", name, "shall be a list of at most " + MOST + " entries");
        }
        return List.copyOf(given);
    }

    /** The tag of a block, in hexadecimal. */
    record Tag(long sequence, int bits, String tag) {}

    /** Blocks to be compared. */
    record Tags(List<Tag> blocks) {
        Tags {
            blocks = checked("blocks", blocks);
        }
    }

    /** How a comparison ended at the peer. */
    enum Verdict {
        @JsonProperty("equal")
        EQUAL,
        @JsonProperty("different")
        DIFFERENT,
        @JsonProperty("absent")
        ABSENT
    }

    record BlockVerdict(long sequence, Verdict verdict) {}

    record Verdicts(List<BlockVerdict> blocks) {
        Verdicts {
            blocks = checked("blocks", blocks);
        }
    }

    record Range(UUID chunk, int start, int length) {

        static Range of(ChunkRange range) {
            return new Range(range.chunk(), range.start(), range.length());
        }

        ChunkRange toRange() {
            return new ChunkRange(chunk, start, length);
        }
    }

    /**
     * An allocation for SAEs.
     *
     * @param supply its identifier
     * @param master the SAE that asked
     * @param bits bits of each key
     * @param number of keys, whose identifiers follow from the allocation's
     * @param slaves the SAEs at the peer's site that are to be given each key
     * @param ranges where the bytes are
     */
    record Supply(UUID supply, String master, int bits, int number, List<String> slaves, List<Range> ranges) {
        Supply {
            Objects.requireNonNull(supply, "supply");
            Objects.requireNonNull(master, "master");
            slaves = checked("slaves", slaves);
            ranges = checked("ranges", ranges);
        }
    }

    /**
     * An allocation that becomes a managed object at both ends.
     *
     * @param object its identifier, which is the allocation's too
     * @param drawnBy the principal that asked
     * @param owner the principal that owns it at the peer's site
     * @param bits length of the key
     * @param ranges where the bytes are
     */
    record FreshObject(UUID object, String drawnBy, String owner, int bits, List<Range> ranges) {
        FreshObject {
            Objects.requireNonNull(object, "object");
            Objects.requireNonNull(drawnBy, "drawnBy");
            Objects.requireNonNull(owner, "owner");
            ranges = checked("ranges", ranges);
        }
    }

    /** An allocation that is taken back. */
    record Void(UUID supply, String purpose, String master, int bits, int number, List<Range> ranges) {
        Void {
            Objects.requireNonNull(supply, "supply");
            Objects.requireNonNull(purpose, "purpose");
            Objects.requireNonNull(master, "master");
            ranges = checked("ranges", ranges);
        }
    }

    /** Blocks with consecutive numbers, both included. */
    record Run(long first, long last) {

        static Run of(BlockRun run) {
            return new Run(run.first(), run.last());
        }

        BlockRun toRun() {
            try {
                return new BlockRun(first, last);
            } catch (IllegalArgumentException wrong) {
                throw Malformed.request(wrong.getMessage());
            }
        }
    }

    /**
     * What an officer of the other end decided about blocks.
     *
     * @param decision its identifier
     * @param action quarantine, release or destroy
     * @param objects what becomes of managed objects made of them: keep, compromise or destroy
     * @param reason why
     * @param blocks the blocks
     */
    record Decision(UUID decision, String action, String objects, String reason, List<Run> blocks) {
        Decision {
            Objects.requireNonNull(decision, "decision");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(objects, "objects");
            Objects.requireNonNull(reason, "reason");
            blocks = checked("blocks", blocks);
        }
    }
}
