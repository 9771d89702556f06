package io.lumenvault.qkd.module;

import io.lumenvault.qkd.distillation.BlockResult;
import io.lumenvault.qkd.ingest.LinkStatus;
import java.time.Clock;
import java.util.Objects;

/** State and live figures of the link as this module sees it. */
final class LinkState {
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

    LinkState(String link, String module, Clock clock, EventLog log) {
        this.link = link;
        this.module = module;
        this.clock = clock;
        this.log = log;
    }

    /** A new state without alarm; an alarm that stands stays until a block is finished or discarded for less. */
    synchronized void enter(String next) {
        if (alarm == null || next.equals("stop")) {
            set(next, null);
        }
    }

    synchronized void alarm(String text) {
        secretRate = 0;
        set("alarm", text);
    }

    private void set(String next, String text) {
        if (!next.equals(state) || !Objects.equals(text, alarm)) {
            state = next;
            alarm = text;
            log.event("state %s%s", next, text == null ? "" : ": " + text);
        }
    }

    synchronized void finished(BlockResult.Distilled block, double seconds) {
        blocks++;
        qber = block.qber();
        epsilon = block.epsilon();
        siftedRate = block.siftedBits() / seconds;
        secretRate = block.key().length * 8L / seconds;
        set("run", null);
    }

    synchronized void discarded(BlockResult.Discarded block, double seconds) {
        discarded++;
        qber = block.qber();
        siftedRate = block.siftedBits() / seconds;
        alarm(block.reason());
    }

    /** The light is off: rates are zero until the next block. */
    synchronized void dark() {
        siftedRate = 0;
        secretRate = 0;
    }

    synchronized LinkStatus status() {
        return new LinkStatus(link, module, state, alarm, qber, siftedRate, secretRate, epsilon, clock.instant(), blocks,
                discarded);
    }
}
