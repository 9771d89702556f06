package io.lumenvault.server.lifecycle;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.policy.KeyRule;
import io.lumenvault.policy.Span;
import java.time.Instant;
import java.util.List;

/**
 * The ends that rules set to an object, counted from its activation; each the earliest of all rules, null for none. The usage periods
 * of a key that was never activated count from its initial date: it may be in use with whoever was given it.
 *
 * @param deactivation when it becomes Deactivated
 * @param protect when its originator-usage period ends
 * @param process when its recipient-usage period ends
 */
record Limits(Limit deactivation, Limit protect, Limit process) {

    static Limits of(LifecycleDates dates, List<KeyRule> rules, int objectType, Cryptography cryptography) {
        Limit deactivation = null;
        Limit protect = null;
        Limit process = null;
        Instant activation = dates.activation();
        Instant start = activation == null ? dates.initial() : activation;
        for (KeyRule rule : rules) {
            RecommendedPeriods.Period period = RecommendedPeriods.of(rule.cryptoperiod(), objectType, cryptography);
            deactivation = Limit.earlier(deactivation, limit(activation, rule.deactivation(), rule));
            protect = Limit.earlier(protect, limit(start, period.protect(), rule));
            process = Limit.earlier(process, limit(start, period.process(), rule));
        }
        return new Limits(deactivation, protect, process);
    }

    private static Limit limit(Instant start, Span span, KeyRule rule) {
        return span == null || start == null ? null : new Limit(span.after(start), rule.id());
    }

    /** Dates that are not later than these ends; KMIP clients that hold a key themselves learn them as its dates. */
    LifecycleDates impose(LifecycleDates dates) {
        Limit ends = Limit.earlier(Limit.ofObject(dates.deactivation()), deactivation);
        LifecycleDates imposed = ends == null ? dates : dates.withDeactivation(ends.at());
        if (dates.activation() == null) {
            return imposed;
        }
        Limit stops = Limit.earlier(Limit.ofObject(dates.protectStop()), protect);
        if (stops == null) {
            return imposed;
        }
        return imposed.withProtectStop(Limit.earlier(stops, Limit.ofObject(imposed.deactivation())).at());
    }
}
