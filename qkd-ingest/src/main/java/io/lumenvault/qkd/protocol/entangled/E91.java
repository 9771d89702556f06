package io.lumenvault.qkd.protocol.entangled;

import io.lumenvault.qkd.keyrate.ChshRate;
import io.lumenvault.qkd.keyrate.EntangledPairs;
import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.protocol.Figures;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Outcomes;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Security;

/**
 * Ekert 1991 in the form that Acin et al. (PRL 98, 230501) price by the CHSH value. Alice measures along the direction
 * of Bob's first setting to make key, else along one of two others; Bob has two settings. Outcomes: key right, key
 * wrong; for each of the four pairs of CHSH settings (a,b), (a,b'), (a',b), (a',b') equal and unequal bits; the rest of
 * the coincidences. The correlation of CHSH settings is (1 - 2Q)/sqrt 2, as of a pair that is a Werner state: exact for
 * single pairs and dark counts.
 */
public final class E91 implements Protocol {
    private static final int PAIRS = 4;
    private static final int FIRST = 2;
    private static final int REST = FIRST + 2 * PAIRS;
    /** S = |E(a,b) - E(a,b') + E(a',b) + E(a',b')|. */
    private static final int[] SIGNS = {1, -1, 1, 1};

    private final PairSource source;
    private final double keySetting;

    /**
     * @param lambda half the mean number of pairs a pulse
     * @param keySetting probability that Alice measures to make key; Bob measures one setting as often as the other
     */
    public E91(double lambda, double keySetting) {
        Range.check("probability of the key setting", keySetting, 0.01, 0.99);
        this.source = new PairSource(lambda);
        this.keySetting = keySetting;
    }

    public static E91 usual() {
        return new E91(0.05, 0.8);
    }

    @Override
    public String name() {
        return "e91";
    }

    @Override
    public String title() {
        return "E91, priced by CHSH";
    }

    @Override
    public double fibreToReceiver() {
        return 0.5;
    }

    @Override
    public Outcomes outcomes(LinkConditions link) {
        EntangledPairs pairs = source.pairs(link);
        double gain = pairs.gain() * source.live(link);
        double visibility = 1 - 2 * pairs.errorRate();
        double[] p = new double[REST + 1];
        p[0] = gain * keySetting / 2 * (1 - pairs.errorRate());
        p[1] = gain * keySetting / 2 * pairs.errorRate();
        for (int pair = 0; pair < PAIRS; pair++) {
            double each = gain * (1 - keySetting) / PAIRS;
            double equal = (1 + SIGNS[pair] * visibility / Math.sqrt(2)) / 2;
            p[FIRST + 2 * pair] = each * equal;
            p[FIRST + 2 * pair + 1] = each * (1 - equal);
        }
        p[REST] = gain * keySetting / 2;
        return new Outcomes(p, 0);
    }

    @Override
    public Figures figures(LinkConditions link, double slots, double[] counts, Security security) {
        double sifted = counts[0] + counts[1];
        double raw = 0;
        for (double count : counts) {
            raw += count;
        }
        double chsh = chsh(counts);
        if (sifted == 0 || Double.isNaN(chsh)) {
            return new Figures(raw, sifted, sifted == 0 ? Double.NaN : counts[1] / sifted, chsh, 0, Double.NaN);
        }
        double errorRate = counts[1] / sifted;
        double secret = sifted * ChshRate.rate(errorRate, chsh, security.efficiency());
        return new Figures(raw, sifted, errorRate, chsh, secret, Double.NaN);
    }

    /** The CHSH value of counts in the order of {@link #outcomes}; not a number where a pair of settings has none. */
    public static double chsh(double[] counts) {
        double sum = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            double equal = counts[FIRST + 2 * pair];
            double unequal = counts[FIRST + 2 * pair + 1];
            sum += SIGNS[pair] * (equal - unequal) / (equal + unequal);
        }
        return Math.abs(sum);
    }
}
