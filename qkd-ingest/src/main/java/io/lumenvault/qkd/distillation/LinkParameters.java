package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.estimation.Chsh;
import io.lumenvault.qkd.estimation.FiniteKey;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.reconciliation.Reconciliation;
import io.lumenvault.qkd.verification.FrameVerification;
import java.nio.charset.StandardCharsets;

/**
 * What both ends of a link must agree on.
 *
 * @param link link identifier
 * @param source the pulses, with the probability of the key basis
 * @param blockBits sifted key bits a block, a multiple of the frame length
 * @param frameBits bits a reconciliation frame, a power of two from 2^8 to 2^24
 * @param qberThreshold error rate above which a block is discarded
 * @param epsilonSecrecy epsilon_sec of a block
 * @param epsilonCorrectness epsilon_cor of a block
 * @param reconciliation how Bob's key is corrected; it narrows the frame lengths that are allowed
 * @param protocol what the light is, and the bound for finite blocks that goes with it
 * @param chshThreshold a block is discarded whose CHSH value is surely below; of protocols that measure it
 * @param receivers the receivers of both ends, where light comes to both from a source of pairs; null where Bob alone has one
 */
public record LinkParameters(String link, SourceParameters source, int blockBits, int frameBits, double qberThreshold,
                             double epsilonSecrecy, double epsilonCorrectness, Reconciliation reconciliation,
                             KeyProtocol protocol, double chshThreshold, DetectorParameters receivers) {
    /** By how much the light of a link should beat what needs no entanglement, where nothing else is said. */
    public static final double CHSH_MARGIN = 0.1;
    private static final int MAX_BLOCK_BITS = 1 << 26;

    public LinkParameters {
        if (link.isBlank() || link.length() > 200) {
            throw new IllegalArgumentException("link identifier '" + link + "' must have 1 to 200 characters");
        }
        protocol.require(source);
        reconciliation.requireFrame(frameBits);
        if (blockBits < frameBits || blockBits > MAX_BLOCK_BITS || blockBits % frameBits != 0) {
            throw new IllegalArgumentException("block of " + blockBits + " bits; allowed is a multiple of the frame of "
                    + frameBits + " bits up to " + MAX_BLOCK_BITS);
        }
        requireChance("epsilon of secrecy", epsilonSecrecy);
        requireChance("epsilon of correctness", epsilonCorrectness);
        // A block would fail by them, at the cost of authentication key.
        FrameVerification.hashBytes(blockBits / frameBits, frameBits, epsilonCorrectness);
        protocol.finiteKey(source, epsilonSecrecy, epsilonCorrectness);
        if (!(qberThreshold > 0 && qberThreshold <= 0.25)) {
            throw new IllegalArgumentException("QBER threshold " + qberThreshold + "; allowed is 0 to 0.25");
        }
        if (!(chshThreshold >= Chsh.CLASSICAL && chshThreshold < Chsh.TSIRELSON)) {
            throw new IllegalArgumentException("CHSH threshold " + chshThreshold + "; allowed is 2 to 2.828");
        }
    }

    private static void requireChance(String what, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(what + " is " + value + "; it must lie between 0 and 1");
        }
    }

    /** Of receivers that the ends need not agree on. */
    public LinkParameters(String link, SourceParameters source, int blockBits, int frameBits, double qberThreshold,
                          double epsilonSecrecy, double epsilonCorrectness, Reconciliation reconciliation, KeyProtocol protocol,
                          double chshThreshold) {
        this(link, source, blockBits, frameBits, qberThreshold, epsilonSecrecy, epsilonCorrectness, reconciliation, protocol,
                chshThreshold, null);
    }

    /** With the usual margin of the CHSH value. */
    public LinkParameters(String link, SourceParameters source, int blockBits, int frameBits, double qberThreshold,
                          double epsilonSecrecy, double epsilonCorrectness, Reconciliation reconciliation, KeyProtocol protocol) {
        this(link, source, blockBits, frameBits, qberThreshold, epsilonSecrecy, epsilonCorrectness, reconciliation, protocol,
                Chsh.CLASSICAL + CHSH_MARGIN);
    }

    /** Three intensities. */
    public LinkParameters(String link, SourceParameters source, int blockBits, int frameBits, double qberThreshold,
                          double epsilonSecrecy, double epsilonCorrectness, Reconciliation reconciliation) {
        this(link, source, blockBits, frameBits, qberThreshold, epsilonSecrecy, epsilonCorrectness, reconciliation,
                KeyProtocol.THREE_INTENSITIES);
    }

    /** Three intensities, and reconciliation by Cascade. */
    public LinkParameters(String link, SourceParameters source, int blockBits, int frameBits, double qberThreshold,
                          double epsilonSecrecy, double epsilonCorrectness) {
        this(link, source, blockBits, frameBits, qberThreshold, epsilonSecrecy, epsilonCorrectness, Reconciliation.CASCADE);
    }

    int frames() {
        return blockBits / frameBits;
    }

    int logFrame() {
        return Integer.numberOfTrailingZeros(frameBits);
    }

    FiniteKey finiteKey() {
        return protocol.finiteKey(source, epsilonSecrecy, epsilonCorrectness);
    }

    /**
     * The same bytes at both ends if and only if they agree. What a protocol does not use is left out, so that ends of different releases
     * go on together.
     */
    byte[] toBytes() {
        String text = "LinkParameters[link=" + link + ", source=" + source + ", blockBits=" + blockBits + ", frameBits=" + frameBits
                + ", qberThreshold=" + qberThreshold + ", epsilonSecrecy=" + epsilonSecrecy + ", epsilonCorrectness=" + epsilonCorrectness
                + ", reconciliation=" + reconciliation + ", protocol=" + protocol.name()
                + (protocol == KeyProtocol.E91 ? ", chshThreshold=" + chshThreshold : "")
                + (receivers == null ? "" : ", receivers=" + receivers) + "]";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
