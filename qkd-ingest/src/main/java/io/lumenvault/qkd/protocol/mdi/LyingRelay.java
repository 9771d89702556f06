package io.lumenvault.qkd.protocol.mdi;

import io.lumenvault.qkd.link.LightFrame;
import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.random.Xoshiro256;

/**
 * A relay that names the other Bell state in some of its announcements. In the key basis both mean the same, so the key has no error
 * from it; in the other basis the bit comes out wrong.
 */
public final class LyingRelay implements Relay {
    private final Relay honest;
    private final Xoshiro256 random;
    private double lies;

    /**
     * @param honest what it really sees
     * @param seed seed of its choices
     */
    public LyingRelay(Relay honest, long seed) {
        this.honest = honest;
        this.random = new Xoshiro256(seed);
    }

    /** Sets the share of announcements that are wrong from now on; none to begin with. */
    public void lies(double share) {
        Range.check("share of wrong announcements", share, 0, 1);
        lies = share;
    }

    @Override
    public Announced announce(LightFrame alice, LightFrame bob) {
        Announced seen = honest.announce(alice, bob);
        BellState[] said = seen.states().clone();
        for (int i = 0; i < said.length; i++) {
            said[i] = random.nextDouble() < lies ? said[i].other() : said[i];
        }
        return new Announced(seen.offsets(), said);
    }
}
