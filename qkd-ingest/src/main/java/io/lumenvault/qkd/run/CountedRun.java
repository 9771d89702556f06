package io.lumenvault.qkd.run;

import io.lumenvault.qkd.protocol.Figures;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Outcomes;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Sampling;
import io.lumenvault.qkd.protocol.Security;
import io.lumenvault.qkd.random.SecureBits;
import java.util.Arrays;
import java.util.function.DoubleFunction;

/**
 * A run whose outcomes are counted and priced asymptotically, second by second. No key is made of it: it shows what a
 * link of the protocol would see.
 */
public final class CountedRun {
    private final Protocol protocol;
    private final DoubleFunction<LinkConditions> link;
    private final Security security;
    private final Pace pace;

    /**
     * @param protocol what is spoken
     * @param link the link at a time in seconds since the light went on
     * @param security what is taken off
     * @param paced whether a second takes a second
     */
    public CountedRun(Protocol protocol, DoubleFunction<LinkConditions> link, Security security, boolean paced) {
        this.protocol = protocol;
        this.link = link;
        this.security = security;
        this.pace = new Pace(paced);
    }

    /** Runs for whole seconds. */
    public void run(int seconds, RunObserver observer) throws InterruptedException {
        SecureBits seeds = new SecureBits();
        for (int second = 1; second <= seconds; second++) {
            LinkConditions now = link.apply(second - 0.5);
            Outcomes outcomes = protocol.outcomes(now);
            long slots = Math.round(now.clockHz());
            double[] counts = Arrays.stream(new Sampling(outcomes, seeds.nextLong()).counts(slots)).asDoubleStream().toArray();
            Figures figures = protocol.figures(now, slots, counts, security);
            pace.await(second);
            observer.second(new Second(second, figures.raw(), figures.sifted(), figures.errorRate(), figures.chsh(), Double.NaN, figures.secret()));
        }
    }
}
