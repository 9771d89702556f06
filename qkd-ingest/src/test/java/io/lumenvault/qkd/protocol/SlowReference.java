package io.lumenvault.qkd.protocol;

import io.lumenvault.qkd.random.Xoshiro256;

/**
 * Links pulse by pulse and photon by photon, as slow and as plain as the physics: what the sampled outcomes are held
 * against. Shares nothing with the models but the generator.
 */
final class SlowReference {
    private final Xoshiro256 random;

    SlowReference(long seed) {
        random = new Xoshiro256(seed);
    }

    private boolean chance(double p) {
        return random.nextDouble() < p;
    }

    private int poisson(double mean) {
        double limit = Math.exp(-mean);
        int n = 0;
        for (double product = random.nextPositive(); product > limit; product *= random.nextPositive()) {
            n++;
        }
        return n;
    }

    /** Detectors that fire (bits 0 and 1) when photons come, each aimed at one of them. */
    private int noise(double dark) {
        return (chance(dark) ? 1 : 0) | (chance(dark) ? 2 : 0);
    }

    private int bit(int fired) {
        return fired == 3 ? random.nextInt(2) : fired >> 1;
    }

    /** One BB84 pulse: the class of WeakPulses, or -1. */
    int bb84(double[] intensities, double[] probabilities, double keyBasis, double eta, double dark, double misalignment) {
        double u = random.nextDouble();
        int k = 0;
        while (k < intensities.length - 1 && u >= probabilities[k]) {
            u -= probabilities[k++];
        }
        boolean aliceKey = chance(keyBasis);
        boolean bobKey = chance(keyBasis);
        int sent = random.nextInt(2);
        int fired = noise(dark);
        for (int photons = poisson(intensities[k]); photons > 0; photons--) {
            if (chance(eta)) {
                boolean wrong = aliceKey == bobKey ? chance(misalignment) : chance(0.5);
                fired |= 1 << (wrong ? 1 - sent : sent);
            }
        }
        if (fired == 0) {
            return -1;
        }
        int wrong = bit(fired) == sent ? 0 : 1;
        return 5 * k + (aliceKey != bobKey ? 4 : aliceKey ? wrong : 2 + wrong);
    }

    /** Number of pairs of a down-conversion pulse: P(n) = (n + 1) lambda^n/(1 + lambda)^(n + 2). */
    private int pairs(double lambda) {
        double u = random.nextDouble();
        int n = 0;
        double p = 1 / ((1 + lambda) * (1 + lambda));
        while (u >= p && n < 200) {
            u -= p;
            n++;
            p *= lambda / (1 + lambda) * (n + 1) / n;
        }
        return n;
    }

    /**
     * One down-conversion pulse measured by both in one basis: 0 right, 1 wrong, -1 no coincidence. Of n pairs, m of
     * Alice's photons are of one kind and n - m of the other, Bob's the other way round, m equally likely from 0 to n.
     */
    int pair(double lambda, double eta, double dark, double misalignment) {
        int n = pairs(lambda);
        int m = random.nextInt(n + 1);
        int alice = noise(dark);
        int bob = noise(dark);
        for (int i = 0; i < n; i++) {
            alice |= chance(eta) ? 1 << (i < m ? 1 : 0) : 0;
            bob |= chance(eta) ? 1 << (i < m ? 1 : 0) : 0;
        }
        if (alice == 0 || bob == 0) {
            return -1;
        }
        return bit(alice) ^ bit(bob) ^ (chance(misalignment) ? 1 : 0);
    }

    /**
     * One pulse pair of MDI-BB84 with both ends in one basis: 0 right, 1 wrong, -1 no Bell state. Coherent amplitudes of
     * random phase meet at a beam splitter, then polarising ones; a Bell state is one detector of either polarisation.
     */
    int mdi(double alice, double bob, double eta, double dark, double misalignment, boolean z) {
        int aliceBit = random.nextInt(2);
        int bobBit = random.nextInt(2);
        double[][] a = state(alice * eta, aliceBit, z);
        double[][] b = state(bob * eta, bobBit, z);
        boolean[] fired = new boolean[4];
        for (int polarisation = 0; polarisation < 2; polarisation++) {
            for (int port = 0; port < 2; port++) {
                double sign = port == 0 ? 1 : -1;
                double re = (a[polarisation][0] + sign * b[polarisation][0]) / Math.sqrt(2);
                double im = (a[polarisation][1] + sign * b[polarisation][1]) / Math.sqrt(2);
                fired[2 * polarisation + port] = !chance((1 - dark) * Math.exp(-(re * re + im * im)));
            }
        }
        if (fired[0] == fired[1] || fired[2] == fired[3]) {
            return -1;
        }
        // Same ports: the triplet, in which X bits agree; different ports: the singlet. Z bits differ in both.
        boolean triplet = fired[0] == fired[2];
        boolean expectEqual = !z && triplet;
        int wrong = (aliceBit == bobBit) == expectEqual ? 0 : 1;
        return wrong ^ (chance(misalignment) ? 1 : 0);
    }

    /** Amplitudes of the two polarisations of a pulse of random phase. */
    private double[][] state(double mean, int bit, boolean z) {
        double phase = 2 * Math.PI * random.nextDouble();
        double re = Math.sqrt(mean) * Math.cos(phase);
        double im = Math.sqrt(mean) * Math.sin(phase);
        double first = z ? 1 - bit : Math.sqrt(0.5);
        double second = z ? bit : bit == 0 ? Math.sqrt(0.5) : -Math.sqrt(0.5);
        return new double[][] {{re * first, im * first}, {re * second, im * second}};
    }
}
