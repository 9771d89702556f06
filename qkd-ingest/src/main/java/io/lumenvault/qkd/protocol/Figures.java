package io.lumenvault.qkd.protocol;

/**
 * What a number of clock slots is worth, in bits over all of them.
 *
 * @param raw detections: clicks, coincidences or announced Bell states
 * @param sifted bits of the key basis
 * @param errorRate QBER of the sifted bits; not a number where there are none
 * @param chsh the CHSH value S; not a number where the protocol does not measure it
 * @param secret secret bits without the price of chance, 0 or more
 * @param finiteSecret secret bits if the counts are one block, 0 or more; not a number where no bound for finite blocks
 *     is at hand
 */
public record Figures(double raw, double sifted, double errorRate, double chsh, double secret, double finiteSecret) {
    public Figures {
        secret = Math.max(0, secret);
        finiteSecret = Double.isNaN(finiteSecret) ? finiteSecret : Math.max(0, finiteSecret);
    }
}
