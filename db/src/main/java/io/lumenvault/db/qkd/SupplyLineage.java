package io.lumenvault.db.qkd;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * An allocation and who has a part in it.
 *
 * @param supply its identifier
 * @param link the QKD link
 * @param state reserved, supplied, quarantined, voiding or void
 * @param purpose keys or object
 * @param allocatedHere whether this end of the link allocated it
 * @param master the SAE or principal that asked
 * @param keyBits bits of each key
 * @param number of keys
 * @param createdAt when it was made here
 * @param ranges its bytes, in order
 * @param recipients the SAEs of this site that are given its keys by identifier
 */
public record SupplyLineage(UUID supply, String link, String state, String purpose, boolean allocatedHere, String master, int keyBits,
        int number, Instant createdAt, List<ChunkRange> ranges, List<Recipient> recipients) {

    public SupplyLineage {
        Objects.requireNonNull(supply, "supply");
        ranges = List.copyOf(ranges);
        recipients = List.copyOf(recipients);
    }

    /** Whether its keys have been made: its master was given them, whatever has become of it since. What was taken back before names nobody. */
    public boolean wasSupplied() {
        return switch (state) {
            case "supplied", "quarantined" -> true;
            case "void" -> !recipients.isEmpty();
            default -> false;
        };
    }

    /**
     * A SAE that is given keys of an allocation.
     *
     * @param sae its name
     * @param given number of keys that it has been given
     * @param waiting number of keys that are still to come
     * @param first when it was given the first of them, or null
     * @param last when it was given the last so far, or null
     */
    public record Recipient(String sae, int given, int waiting, Instant first, Instant last) {}
}
