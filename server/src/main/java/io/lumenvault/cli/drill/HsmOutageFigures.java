package io.lumenvault.cli.drill;

import io.lumenvault.cli.drill.HsmProbes.Kind;
import io.lumenvault.cli.drill.HsmProbes.Outcome;
import io.lumenvault.kmip.KmipException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts how the requests of {@link HsmProbes} went before, during and after each outage. */
final class HsmOutageFigures {

    /** What a client is told while the HSM is away. */
    private static final String CLEAR = "the HSM is not available";
    private static final Duration RETURN_LIMIT = Duration.ofSeconds(5);
    private static final double P99 = 0.99;

    private final List<Long> otherUp = new ArrayList<>();
    private final List<Long> otherAway = new ArrayList<>();
    private final List<Long> refusedNanos = new ArrayList<>();
    private final List<Long> returns = new ArrayList<>();
    private final List<String> unclear = new ArrayList<>();
    private long readyNanos = Long.MIN_VALUE;
    private long slowestNotice;
    private long servedUp;
    private long servedAway;
    private long refusedUp;
    private long afterwards;
    private long failedAfterwards;

    /** What happened while the HSM was there. */
    void up(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome.kind() == Kind.OTHER) {
                otherUp.add(outcome.nanos());
            } else if (outcome.served()) {
                servedUp++;
            } else if (outcome.startedNanos() < readyNanos) {
                // Sent before the site was ready again, answered after.
                refused(outcome);
            } else {
                refusedUp++;
            }
        }
    }

    /** How long after it went health said so. */
    void noticed(long nanos) {
        slowestNotice = Math.max(slowestNotice, nanos);
    }

    /** How long after its return the first request was served. */
    void returned(long nanos) {
        returns.add(nanos);
    }

    /** What happened from when the HSM went until after its return. */
    void away(List<Outcome> outcomes, long gone, long returning) {
        for (Outcome outcome : outcomes) {
            boolean within = outcome.startedNanos() > gone && outcome.endedNanos() < returning;
            if (outcome.kind() == Kind.OTHER) {
                if (within) {
                    otherAway.add(outcome.nanos());
                }
                continue;
            }
            if (outcome.served() && within) {
                servedAway++;
            } else if (!outcome.served()) {
                refused(outcome);
            }
        }
        readyNanos = System.nanoTime();
    }

    private void refused(Outcome outcome) {
        refusedNanos.add(outcome.nanos());
        if (!outcome.refusal().contains(CLEAR)) {
            unclear.add("refused with: " + outcome.refusal());
        }
    }

    /** Handles that died would show here. */
    void afterwards(HsmProbes.Request request, int operations) throws InterruptedException {
        for (afterwards = 0; afterwards < operations; afterwards++) {
            try {
                request.send();
            } catch (IOException | KmipException dead) {
                failedAfterwards++;
            }
        }
    }

    DrillReport.Builder report(int rounds, long requests, int patience) {
        Duration refusal = HsmOutageDrill.DEADLINE.plusSeconds(1).multipliedBy(patience);
        Duration comeBack = RETURN_LIMIT.multipliedBy(patience);
        return DrillReport.of(rounds)
                .some("requests served, all callers", requests)
                .some("requests that need the HSM, served while it was there", servedUp)
                .zero("of these, refused while it was there", refusedUp)
                .some("refused while it was away", refusedNanos.size())
                .count("slowest refusal (ms)", millis(largest(refusedNanos)))
                .count("refusal, median (us)", micros(quantile(refusedNanos, 0.5)))
                .zero("refused later than after " + refusal.toSeconds() + " s", later(refusedNanos, refusal))
                .zero("refused without a clear reason", unclear.size())
                .zero("served while it was away", servedAway)
                .count("health says unavailable after, slowest (ms)", millis(slowestNotice))
                .count("first success after its return, median (ms)", millis(quantile(returns, 0.5)))
                .count("first success after its return, slowest (ms)", millis(largest(returns)))
                .zero("first successes later than after " + comeBack.toSeconds() + " s", later(returns, comeBack))
                .count("requests without HSM, p99 while it was there (us)", micros(quantile(otherUp, P99)))
                .count("requests without HSM, p99 while it was away (us)", micros(quantile(otherAway, P99)))
                .count("operations afterwards", afterwards)
                .zero("of these, failed", failedAfterwards)
                .findings(unclear);
    }

    private static long later(List<Long> values, Duration limit) {
        return values.stream().filter(nanos -> nanos > limit.toNanos()).count();
    }

    private static long largest(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static long quantile(List<Long> values, double share) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    private static long micros(long nanos) {
        return nanos / 1_000;
    }
}
