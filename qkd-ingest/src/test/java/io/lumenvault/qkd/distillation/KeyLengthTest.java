package io.lumenvault.qkd.distillation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.estimation.DecoyCounts;
import io.lumenvault.qkd.estimation.KeptKey;
import io.lumenvault.qkd.estimation.MdiCounts;
import io.lumenvault.qkd.estimation.ThreeIntensityFiniteKey;
import io.lumenvault.qkd.keyrate.MeasurementDeviceIndependent;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.protocol.mdi.MdiBb84;
import io.lumenvault.qkd.reconciliation.Reconciliation;
import io.lumenvault.qkd.verification.FrameVerification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A block of 16 frames of 2^16 bits, 1 % of them wrong. */
class KeyLengthTest {
    private static final int FRAMES = 16;
    private static final int FRAME_BITS = 1 << 16;
    private static final long BITS = (long) FRAMES * FRAME_BITS;
    private static final long PARITIES = 5500;
    private static final SourceParameters MDI = MdiBb84.usual(1e9);

    private static LinkParameters parameters(KeyProtocol protocol) {
        return parameters(protocol, Reconciliation.CASCADE);
    }

    private static LinkParameters parameters(KeyProtocol protocol, Reconciliation method) {
        List<Double> intensities = switch (protocol) {
            case THREE_INTENSITIES -> List.of(0.4448, 0.1934, 2e-4);
            case ONE_DECOY -> List.of(0.48, 0.18);
            case BBM92, E91 -> List.of(0.1);
            case MDI -> MDI.intensities();
        };
        List<Double> probabilities = switch (protocol) {
            case THREE_INTENSITIES -> List.of(0.2104, 0.5973, 0.1923);
            case ONE_DECOY -> List.of(0.7, 0.3);
            case BBM92, E91 -> List.of(1.0);
            case MDI -> MDI.probabilities();
        };
        return new LinkParameters("link", new SourceParameters(1e9, intensities, probabilities, 0.7), (int) BITS, FRAME_BITS, 0.06, 1e-9, 1e-15,
                method, protocol);
    }

    /** Bits by intensity, as they turn up. */
    private static long[] key(KeyProtocol protocol, long of) {
        return switch (protocol) {
            case THREE_INTENSITIES -> new long[] {of * 4475 / 10_000, of - of * 4475 / 10_000 - of * 3 / 10_000, of * 3 / 10_000};
            case ONE_DECOY -> new long[] {of * 86 / 100, of - of * 86 / 100, 0};
            case BBM92, E91, MDI -> new long[] {of, 0, 0};
        };
    }

    private static DecoyCounts block(KeyProtocol protocol, long keyBits) {
        if (protocol == KeyProtocol.E91) {
            // Along angles of 45 degrees on the sphere 14.6 % are wrong, and 1 % of the others.
            long n = 100_000;
            return new DecoyCounts(key(protocol, keyBits), new long[] {n, n, n, n, n}, new long[] {15_400, 84_600, 15_400, 15_400, 1000});
        }
        if (protocol == KeyProtocol.MDI) {
            return pairs(keyBits);
        }
        long[] test = key(protocol, BITS / 4);
        return new DecoyCounts(key(protocol, keyBits), test, new long[] {test[0] / 100, test[1] / 100, test[2] / 2});
    }

    /** As many of each pair of intensities as the model has for so many key bits. */
    private static DecoyCounts pairs(long keyBits) {
        long[] test = new long[2 * MdiCounts.PAIRS - 1];
        long[] wrong = new long[test.length];
        double otherBasis = (1 - MDI.keyBasisProbability()) / MDI.keyBasisProbability();
        for (int pair = 0; pair < MdiCounts.PAIRS; pair++) {
            double scale = keyBits * sent(pair) / (sent(0) * relayed(0).gainZ());
            if (pair > 0) {
                test[pair - 1] = Math.round(scale * relayed(pair).gainZ());
            }
            int inOtherBasis = MdiCounts.PAIRS - 1 + pair;
            test[inOtherBasis] = Math.round(scale * otherBasis * otherBasis * relayed(pair).gainX());
            wrong[inOtherBasis] = Math.round(test[inOtherBasis] * relayed(pair).errorX());
        }
        return new DecoyCounts(key(KeyProtocol.MDI, keyBits), test, wrong);
    }

    private static double sent(int pair) {
        return MDI.probability(pair / SourceParameters.INTENSITIES) * MDI.probability(pair % SourceParameters.INTENSITIES);
    }

    private static MeasurementDeviceIndependent relayed(int pair) {
        return MeasurementDeviceIndependent.of(MDI.intensity(pair / SourceParameters.INTENSITIES), MDI.intensity(pair % SourceParameters.INTENSITIES),
                0.5, 0.5, 1e-7, 0.01, 1);
    }

    private static KeyLength length(KeyProtocol protocol, long blockBits, long keptBits) {
        boolean[] keep = new boolean[FRAMES];
        long[] parities = new long[FRAMES];
        for (int f = 0; f < FRAMES; f++) {
            keep[f] = f < keptBits / FRAME_BITS;
            parities[f] = PARITIES;
        }
        long[] kept = key(protocol, keptBits);
        return KeyLength.of(parameters(protocol), block(protocol, blockBits), new KeptKey(kept, new long[] {kept[0] / 100, kept[1] / 100, 0}),
                parities, keep);
    }

    /** Where what stayed were a sample of the block, a frame would cost its part of the key; she who chose it may have done better. */
    @ParameterizedTest
    @EnumSource(KeyProtocol.class)
    void frameThatFailed_costsMoreThanItsPartOfTheKey(KeyProtocol protocol) {
        KeyLength all = length(protocol, BITS, BITS);
        KeyLength less = length(protocol, BITS, BITS - FRAME_BITS);
        KeyLength ofASample = length(protocol, BITS - FRAME_BITS, BITS - FRAME_BITS);
        assertTrue(less.bits() > 0 && less.bits() < ofASample.bits() && ofASample.bits() < all.bits(), all + ", " + less + ", " + ofASample);
        assertEquals(BITS - FRAME_BITS, less.keyBits());
    }

    /** The questions of either method follow from the errors, which tell Alice's bit to whoever knows Bob's. */
    @ParameterizedTest
    @EnumSource(Reconciliation.class)
    void vacuumEvents_countForNothing(Reconciliation method) {
        DecoyCounts block = new DecoyCounts(new long[] {44_702_800, 55_267_700, 290_500}, new long[] {2_793_900, 3_454_200, 18_100},
                new long[] {67_500, 84_100, 9050});
        int counts = 26 + 26 + 19;
        KeyLength length = KeyLength.of(parameters(KeyProtocol.THREE_INTENSITIES, method), block, KeptKey.whole(block, new long[3]), new long[1],
                new boolean[] {true});
        ThreeIntensityFiniteKey.Result bound = new ThreeIntensityFiniteKey(List.of(0.4448, 0.1934, 2e-4), List.of(0.2104, 0.5973, 0.1923), 1e-9, 1e-15)
                .length(block, length.disclosedBits() - counts + 3 * 64, false);
        assertTrue(bound.keyVacuum() > 1000, bound.toString());
        assertEquals(Math.floor((bound.exactLength() - bound.keyVacuum()) / 8) * 8, length.bits());
    }

    /** A bit for each frame, and of each that stays its parities and its hash; a number of errors, from none to all bits, for each intensity. */
    @Test
    void disclosedBits_areThoseOfTheFramesThatStay_andTheirErrors() {
        int hash = 8 * FrameVerification.hashBytes(FRAMES, FRAME_BITS, 1e-15);
        assertEquals(21 + 16 + 16 * (5500 + hash), length(KeyProtocol.BBM92, BITS, BITS).disclosedBits());
        assertEquals(20 + 16 + 15 * (5500 + hash), length(KeyProtocol.BBM92, BITS, BITS - FRAME_BITS).disclosedBits());
        assertEquals(19 + 20 + 9 + 16 + 16 * (5500 + hash), length(KeyProtocol.THREE_INTENSITIES, BITS, BITS).disclosedBits());
    }
}
