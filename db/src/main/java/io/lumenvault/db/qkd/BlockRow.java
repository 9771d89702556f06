package io.lumenvault.db.qkd;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * A key block's metadata as stored.
 *
 * @param link the QKD link
 * @param sequence the block's number, the same at both ends
 * @param module the module that pushed it
 * @param bits length of the whole block
 * @param qber quantum bit error rate, 0 to 1
 * @param rate net secret bits a second
 * @param epsilon composed security parameter
 * @param time when the module finished it
 * @param receivedAt when it came here
 * @param protocol name of the QKD protocol, or null
 * @param disclosedBits bits disclosed in reconciliation, or null
 * @param siftedBits sifted bits it was made of, or null
 * @param gain detections a clock slot, or null
 * @param secureDistanceKm how far the link is estimated to give key in km, or null
 * @param chsh CHSH value, or null where the protocol does not measure it
 * @param chshSigma its standard deviation, or null
 * @param tag Wegman-Carter tag over the block, 16 bytes
 */
public record BlockRow(String link, long sequence, String module, int bits, double qber, double rate, double epsilon, Instant time,
        Instant receivedAt, String protocol, Long disclosedBits, Long siftedBits, Double gain, Double secureDistanceKm,
        Double chsh, Double chshSigma, byte[] tag) {

    public BlockRow {
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(tag, "tag");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockRow that && link.equals(that.link) && sequence == that.sequence && bits == that.bits
                && Arrays.equals(tag, that.tag);
    }

    @Override
    public int hashCode() {
        return Objects.hash(link, sequence);
    }
}
