package io.lumenvault.qkd.link;

import io.lumenvault.qkd.random.Xoshiro256;

/**
 * The fibre turns the polarisation at random: the angle between the two ends' frames wanders like a particle in Brownian
 * motion and is set back to zero at each alignment. A frame turned by theta sends a photon of the right basis to the
 * wrong detector with probability sin^2 theta.
 */
public final class PolarisationDrift {
    private final double radiansPerRootSecond;
    private final double alignEverySeconds;
    private final Xoshiro256 random;
    private double time;
    private double angle;
    private double aligned;

    /**
     * @param radiansPerRootSecond standard deviation of the angle after one second
     * @param alignEverySeconds time from alignment to alignment
     * @param seed seed of what nature decides
     */
    public PolarisationDrift(double radiansPerRootSecond, double alignEverySeconds, long seed) {
        Range.check("polarisation drift in rad per root of a second", radiansPerRootSecond, 0, 10);
        Range.check("time between alignments in s", alignEverySeconds, 1e-3, 1e9);
        this.radiansPerRootSecond = radiansPerRootSecond;
        this.alignEverySeconds = alignEverySeconds;
        this.random = new Xoshiro256(seed);
    }

    /**
     * The misalignment at a time, from one that stays: e_d + (1 - 2 e_d) sin^2 theta.
     *
     * @param seconds the time; not before that of the last call
     * @param misalignment e_d of an aligned link
     */
    public double misalignment(double seconds, double misalignment) {
        if (seconds < time) {
            throw new IllegalArgumentException("time " + seconds + " s is before " + time + " s");
        }
        while (aligned + alignEverySeconds <= seconds) {
            aligned += alignEverySeconds;
            time = aligned;
            angle = 0;
        }
        angle += radiansPerRootSecond * Math.sqrt(seconds - time) * random.nextGaussian();
        time = seconds;
        double turned = Math.sin(angle) * Math.sin(angle);
        return misalignment + (1 - 2 * misalignment) * turned;
    }
}
