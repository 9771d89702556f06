package io.lumenvault.qkd.run;

/**
 * A distilled block.
 *
 * @param time its end, in seconds since the light went on
 * @param siftedBits sifted key bits
 * @param secretBits secret key bits, equal at both ends; 0 if the block was discarded
 * @param errorRate QBER
 * @param discarded why it was discarded, or null
 */
public record Block(double time, long siftedBits, long secretBits, double errorRate, String discarded) {
}
