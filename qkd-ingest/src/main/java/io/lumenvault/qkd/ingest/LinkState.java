package io.lumenvault.qkd.ingest;

import io.lumenvault.qkd.estimation.Chsh;
import java.time.Clock;
import java.util.Objects;

/** State and live figures of the link as this module sees it. */
public final class LinkState {
    /** The key manager takes no longer text. */
    private static final int LONGEST_ALARM = 250;

    /** The alarm of what should not happen; its log says more. */
    public static final String DEFECT = "internal error";

    private final String link;
    private final String module;
    private final Clock clock;
    private final EventLog log;
    private String state = "start";
    private String alarm;
    private double qber;
    private double siftedRate;
    private double secretRate;
    private double epsilon;
    private long blocks;
    private long discarded;
    private Chsh chsh;

    LinkState(String link, String module, Clock clock, EventLog log) {
        this.link = link;
        this.module = module;
        this.clock = clock;
        this.log = log;
    }

    /** A new state without alarm; an alarm that stands stays until a block is finished or discarded for less. */
    public synchronized void enter(String next) {
        if (alarm == null || next.equals("stop")) {
            set(next, null);
        }
    }

    /** Something is wrong, in words that officers read. */
    public synchronized void alarm(String text) {
        secretRate = 0;
        set("alarm", text.length() > LONGEST_ALARM ? text.substring(0, LONGEST_ALARM) : text);
    }

    private void set(String next, String text) {
        if (!state.equals("stop") && (!next.equals(state) || !Objects.equals(text, alarm))) {
            state = next;
            alarm = text;
            log.event("state %s%s", next, text == null ? "" : ": " + text);
        }
    }

    /**
     * A block was finished: no alarm stands any more.
     *
     * @param error error rate of the block, 0 to 1
     * @param security composed security parameter of the block
     * @param sifted sifted bits a second
     * @param secret secret bits a second
     * @param correlated CHSH value of the block, or null where the protocol does not measure it
     */
    public synchronized void finished(double error, double security, double sifted, double secret, Chsh correlated) {
        chsh = correlated;
        blocks++;
        qber = error;
        epsilon = security;
        siftedRate = sifted;
        secretRate = secret;
        set("run", null);
    }

    /** A block was discarded, for this reason; its CHSH value is null where the protocol does not measure it. */
    public synchronized void discarded(String reason, double error, double sifted, Chsh correlated) {
        chsh = correlated;
        discarded++;
        qber = error;
        siftedRate = sifted;
        alarm(reason);
    }

    /** The light is off: rates are zero until the next block. */
    public synchronized void dark() {
        siftedRate = 0;
        secretRate = 0;
    }

    /** Everything as it is now. */
    public synchronized LinkStatus status() {
        return new LinkStatus(link, module, state, alarm, qber, siftedRate, secretRate, epsilon, clock.instant(), blocks,
                discarded, chsh);
    }
}
