package io.lumenvault.qkd.link;

import io.lumenvault.qkd.random.Xoshiro256;

/**
 * Intercept-resend of a fraction p of the pulses: Eve measures in X or Z at random and resends what she saw, which
 * adds p/4 to the error rate of both bases. She keeps the photon number, so gains do not move.
 */
public final class InterceptResend implements Eavesdropper {
    private final double fraction;
    private final Xoshiro256 random;

    public InterceptResend(double fraction, long seed) {
        Range.check("intercepted fraction", fraction, 0, 1);
        this.fraction = fraction;
        this.random = new Xoshiro256(seed);
    }

    @Override
    public void attack(LightFrame light) {
        byte[] pulses = light.pulses();
        for (int i = 0; i < light.count(); i++) {
            if (random.nextDouble() >= fraction) {
                continue;
            }
            int basis = random.nextInt(2);
            int bit = basis == LightFrame.basis(pulses[i]) ? LightFrame.bit(pulses[i]) : random.nextInt(2);
            pulses[i] = LightFrame.pulse(basis, bit, LightFrame.photons(pulses[i]));
        }
    }
}
