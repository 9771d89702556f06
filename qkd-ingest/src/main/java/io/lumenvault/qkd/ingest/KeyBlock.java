package io.lumenvault.qkd.ingest;

import io.lumenvault.qkd.estimation.Chsh;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * A block of secret key with what is known about it. The same number at both ends means the same bits.
 * Holds the key in the clear: {@link #wipe()} it when it was taken.
 *
 * @param link link identifier
 * @param module identifier of the module that delivers it
 * @param sequence number of the block on its link, from 0, ascending; a block that is discarded leaves its number to the next one
 * @param key the secret bits
 * @param qber error rate of the key basis, 0 to 1
 * @param rate secret bits per second, net of the authentication key
 * @param epsilon composed security parameter: secrecy, correctness and authentication
 * @param time when the block was finished
 * @param protocol name of the protocol
 * @param disclosedBits bits disclosed about the sifted key, all counted; null where it is not known
 * @param siftedBits sifted key bits that the block was made from; null where it is not known
 * @param gain detections a clock slot; null where it is not known
 * @param secureDistanceKm how far such a link is estimated to give key, in km; null where it is not known
 * @param chsh CHSH value; null where the protocol does not measure it
 */
public record KeyBlock(String link, String module, long sequence, byte[] key, double qber, double rate, double epsilon,
                       Instant time, String protocol, Long disclosedBits, Long siftedBits, Double gain, Double secureDistanceKm, Chsh chsh) {
    public KeyBlock {
        if (key.length == 0 || sequence < 0) {
            throw new IllegalArgumentException("block " + sequence + " of " + key.length
                    + " bytes; numbers start at 0 and a block is not empty");
        }
    }

    /** Of a link of which gain and reach are not known. */
    public KeyBlock(String link, String module, long sequence, byte[] key, double qber, double rate, double epsilon, Instant time,
                    String protocol, Long disclosedBits, Long siftedBits, Chsh chsh) {
        this(link, module, sequence, key, qber, rate, epsilon, time, protocol, disclosedBits, siftedBits, null, null, chsh);
    }

    /** And of a protocol that measures no CHSH value. */
    public KeyBlock(String link, String module, long sequence, byte[] key, double qber, double rate, double epsilon, Instant time,
                    String protocol, Long disclosedBits, Long siftedBits) {
        this(link, module, sequence, key, qber, rate, epsilon, time, protocol, disclosedBits, siftedBits, null);
    }

    /** The body of a push: length of the metadata (4 bytes, big-endian), metadata in JSON, key. */
    public byte[] toBytes() {
        byte[] metadata = new JsonObject().put("link", link).put("module", module).put("sequence", sequence)
                .put("bits", key.length * 8L).put("qber", qber).put("rate", rate).put("epsilon", epsilon)
                .put("time", time.toString()).put("protocol", protocol).put("disclosed_bits", disclosedBits)
                .put("sifted_bits", siftedBits).putKnown("gain", gain).putKnown("secure_distance_km", secureDistanceKm).put(chsh).toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + metadata.length + key.length).putInt(metadata.length).put(metadata).put(key).array();
    }

    public void wipe() {
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "KeyBlock[link=" + link + ", sequence=" + sequence + ", bits=" + key.length * 8L + "]";
    }
}
