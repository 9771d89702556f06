package io.lumenvault.qkd.protocol.entangled;

import io.lumenvault.qkd.link.Eavesdropper;
import io.lumenvault.qkd.link.LightFrame;
import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.random.Xoshiro256;

/**
 * Intercept-resend on Bob's arm: Eve measures a fraction p of his photons along 0 or 45 degrees at random and sends what she
 * saw. That takes p/2 off every correlation: p/4 more errors, and a CHSH value less by its half where she takes all.
 */
public final class PairInterceptResend implements Eavesdropper {
    private static final int[] DIRECTIONS = {0, 2};

    private final double fraction;
    private final Xoshiro256 random;

    public PairInterceptResend(double fraction, long seed) {
        Range.check("intercepted fraction", fraction, 0, 1);
        this.fraction = fraction;
        this.random = new Xoshiro256(seed);
    }

    @Override
    public void attack(LightFrame light) {
        byte[] states = light.pulses();
        for (int i = 0; i < light.count(); i++) {
            if (random.nextDouble() < fraction) {
                int direction = DIRECTIONS[random.nextInt(DIRECTIONS.length)];
                states[i] = Polarisation.of(direction, Polarisation.measure(states[i], direction, random.nextDouble()));
            }
        }
    }
}
