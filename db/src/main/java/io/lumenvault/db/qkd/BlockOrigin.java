package io.lumenvault.db.qkd;

import java.time.Instant;
import java.util.Objects;

/**
 * A block as its module delivered it.
 *
 * @param link the QKD link
 * @param sequence its number
 * @param module the QKD module that pushed it
 * @param state pending, available or discarded
 * @param bits its length
 * @param qber quantum bit error rate, 0 to 1
 * @param rate secret bits a second
 * @param epsilon security parameter
 * @param time when the module made it
 * @param receivedAt when it came here
 * @param protocol the QKD protocol, or null where the module did not say
 * @param disclosedBits bits disclosed in reconciliation, or null
 * @param siftedBits sifted bits that it was made of, or null
 * @param gain detections a clock slot while it was sifted, or null
 * @param secureDistanceKm how far its link is estimated to give key in km, or null
 * @param chsh CHSH value, or null where the protocol does not measure it
 * @param chshSigma its standard deviation, or null
 */
public record BlockOrigin(String link, long sequence, String module, String state, int bits, double qber, double rate, double epsilon,
        Instant time, Instant receivedAt, String protocol, Long disclosedBits, Long siftedBits, Double gain, Double secureDistanceKm,
        Double chsh, Double chshSigma) {

    public BlockOrigin {
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(receivedAt, "receivedAt");
    }
}
