package io.lumenvault.qkd.protocol.mdi;

/**
 * What the relay's detectors can see of n photons of Alice and m of Bob: a beam splitter, and behind either port (0 and 1) a polarising
 * one, with detector 2 q + port for polarisation q. The key basis is that of the two polarisations, the other one is at 45 degrees.
 *
 * <p>Pulses of random phase are mixtures of photon numbers, so that this is exact for them. With u and v the amplitudes with which a
 * photon of Alice and one of Bob reach the detectors, all photons are in a set C of detectors with probability
 * <pre>sum_k C(n,k) C(m,k) |u_C|^(2(n-k)) |v_C|^(2(m-k)) |u_C v_C|^(2k),</pre>
 * the norm of the state projected to C (k photons of either end take the places of the other's); what fires is what is
 * in a set and in none of its subsets.
 */
final class Interference {
    static final int DETECTORS = 4;
    private static final int SETS = 1 << DETECTORS;
    private static final int STATES = 4;
    private static final int REMEMBERED = 8;

    /** By photon numbers and states: probabilities of what fires, summed up. */
    private final double[][] remembered = new double[REMEMBERED * REMEMBERED * STATES * STATES][];

    /**
     * Which detectors photons reach.
     *
     * @param alice how many of Alice's, 0 or more
     * @param aliceState her basis and twice her bit
     * @param bob how many of Bob's
     * @param bobState his basis and twice his bit
     * @param u uniform from 0 to 1
     * @return bit i for detector i
     */
    int fired(int alice, int aliceState, int bob, int bobState, double u) {
        double[] cumulative = law(alice, aliceState, bob, bobState);
        int set = 0;
        while (set < SETS - 1 && u >= cumulative[set]) {
            set++;
        }
        return set;
    }

    private double[] law(int alice, int aliceState, int bob, int bobState) {
        if (alice >= REMEMBERED || bob >= REMEMBERED) {
            return cumulative(alice, amplitudes(aliceState, false), bob, amplitudes(bobState, true));
        }
        int at = ((alice * REMEMBERED + bob) * STATES + aliceState) * STATES + bobState;
        if (remembered[at] == null) {
            remembered[at] = cumulative(alice, amplitudes(aliceState, false), bob, amplitudes(bobState, true));
        }
        return remembered[at];
    }

    /** Of a photon at each detector. The beam splitter turns the sign of what goes from the second entrance to the second port. */
    private static double[] amplitudes(int state, boolean second) {
        int bit = state >> 1;
        double[] polarisation = (state & 1) == 0 ? new double[] {1 - bit, bit} : new double[] {Math.sqrt(0.5), bit == 0 ? Math.sqrt(0.5) : -Math.sqrt(0.5)};
        double[] amplitudes = new double[DETECTORS];
        for (int detector = 0; detector < DETECTORS; detector++) {
            double sign = second && (detector & 1) == 1 ? -1 : 1;
            amplitudes[detector] = sign * Math.sqrt(0.5) * polarisation[detector >> 1];
        }
        return amplitudes;
    }

    private static double[] cumulative(int n, double[] u, int m, double[] v) {
        double[] within = new double[SETS];
        for (int set = 0; set < SETS; set++) {
            within[set] = within(set, n, u, m, v);
        }
        double[] cumulative = new double[SETS];
        double running = 0;
        for (int set = 0; set < SETS; set++) {
            double exactly = 0;
            for (int part = set; ; part = part - 1 & set) {
                exactly += (Integer.bitCount(set ^ part) & 1) == 0 ? within[part] : -within[part];
                if (part == 0) {
                    break;
                }
            }
            running += Math.max(0, exactly);
            cumulative[set] = running;
        }
        return cumulative;
    }

    private static double within(int set, int n, double[] u, int m, double[] v) {
        double uu = 0;
        double vv = 0;
        double uv = 0;
        for (int detector = 0; detector < DETECTORS; detector++) {
            if ((set >> detector & 1) == 1) {
                uu += u[detector] * u[detector];
                vv += v[detector] * v[detector];
                uv += u[detector] * v[detector];
            }
        }
        double sum = 0;
        double ways = 1;
        for (int k = 0; k <= Math.min(n, m); k++) {
            sum += ways * Math.pow(uu, n - k) * Math.pow(vv, m - k) * Math.pow(uv * uv, k);
            ways *= (double) (n - k) / (k + 1) * ((double) (m - k) / (k + 1));
        }
        return sum;
    }

    /** The Bell state that these clicks stand for, or null: one detector of either polarisation, and no more. */
    static BellState bellState(int fired) {
        int first = fired & 3;
        int second = fired >> 2;
        if (Integer.bitCount(first) != 1 || Integer.bitCount(second) != 1) {
            return null;
        }
        return first == second ? BellState.PSI_PLUS : BellState.PSI_MINUS;
    }
}
