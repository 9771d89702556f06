package io.lumenvault.qkd.keyrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.keyrate.DecoyBounds.Gain;
import io.lumenvault.qkd.random.Xoshiro256;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Whatever the yields of photon numbers are, an eavesdropper's included, a bound is never on the wrong side of the truth. */
class DecoyBoundsTest {
    private static final int MOST_PHOTONS = 40;

    /** What an intensity gives where pulses of n photons have yield y_n and error rate e_n. */
    private static Gain gain(double intensity, double[] yields, double[] errorRates) {
        double weight = Math.exp(-intensity);
        double gain = 0;
        double errors = 0;
        for (int n = 0; n < MOST_PHOTONS; n++) {
            gain += weight * yields[n];
            errors += weight * yields[n] * errorRates[n];
            weight *= intensity / (n + 1);
        }
        return new Gain(intensity, gain, errors / gain);
    }

    private static double[] numbers(long seed, double first, double scale) {
        Xoshiro256 random = new Xoshiro256(seed);
        double[] numbers = new double[MOST_PHOTONS];
        numbers[0] = first;
        for (int n = 1; n < numbers.length; n++) {
            numbers[n] = random.nextDouble() * scale;
        }
        return numbers;
    }

    @Property(tries = 2000)
    void bounds_ofAnyYields_areOnTheSafeSide(@ForAll long seed, @ForAll @DoubleRange(min = 0.2, max = 0.9) double mu,
                                             @ForAll @DoubleRange(min = 0.05, max = 0.6) double ratio,
                                             @ForAll @DoubleRange(min = 0, max = 1e-2) double background) {
        double[] yields = numbers(seed, background, 1);
        double[] errorRates = numbers(seed + 1, FibreLink.BACKGROUND_ERROR, 0.5);
        Gain signal = gain(mu, yields, errorRates);
        Gain weak = gain(mu * ratio, yields, errorRates);
        Gain weaker = gain(mu * ratio / 4, yields, errorRates);
        for (DecoyBounds bounds : new DecoyBounds[] {DecoyBounds.oneDecoy(signal, weak), DecoyBounds.vacuumAndWeak(signal, weak, background),
            DecoyBounds.twoDecoys(signal, weak, weaker)}) {
            assertTrue(bounds.yield() <= yields[1] + 1e-9, bounds + " of yield " + yields[1]);
            assertTrue(bounds.errorRate() >= errorRates[1] - 1e-6, bounds + " of error rate " + errorRates[1]);
        }
        assertTrue(DecoyBounds.leastBackground(weak, weaker) <= background + 1e-9);
    }

    @Test
    void oneDecoy_ofAnHonestLink_isNearTheTruth() {
        FibreLink link = FibreLink.at(50, 0.2, 0.1, 1e-6, 0.01);
        DecoyBounds bounds = DecoyBounds.oneDecoy(Gain.of(link, 0.5), Gain.of(link, 0.1));
        // All errors might come from the vacuum as far as one decoy tells, which costs the yield some per cent here.
        assertEquals(1, bounds.yield() / link.singlePhotonYield(), 0.1);
        assertEquals(1, bounds.errorRate() / link.singlePhotonErrorRate(), 0.3);
        assertThrows(IllegalArgumentException.class, () -> DecoyBounds.oneDecoy(Gain.of(link, 0.1), Gain.of(link, 0.5)));
    }
}
