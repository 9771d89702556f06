package io.lumenvault.server.vault;

import io.lumenvault.server.lifecycle.Duty;
import io.lumenvault.server.lifecycle.DueCourse;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.Limit;
import io.lumenvault.server.lifecycle.LinkPolicy;
import io.lumenvault.server.lifecycle.RuleTerms;
import io.lumenvault.server.lifecycle.State;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Tells what another policy changes for one object: what becomes of it by itself, how long it may be used, and for what. */
final class ObjectComparison {

    private static final List<Function<GovernedObject, Limit>> ENDS =
            List.of(GovernedObject::protectUntil, GovernedObject::processUntil, GovernedObject::deactivation);

    private final PolicyEffects effects;
    private final Instant now;

    ObjectComparison(PolicyEffects effects, Instant now) {
        this.effects = effects;
        this.now = now;
    }

    /** @param before the object under the policy in force */
    void compare(GovernedObject before, GovernedObject after) {
        UUID uid = before.object().uid();
        Set<Duty.Kind> due = DueCourse.of(before, now);
        DueCourse.of(after, now).stream().filter(kind -> !due.contains(kind) && kind != Duty.Kind.RELEASE)
                .forEach(kind -> effects.add(Effect.valueOf(kind.name()), uid));
        if (reached(after.processUntil()) && !reached(before.processUntil())) {
            effects.add(Effect.STOP_PROCESS, uid);
        } else if (after.state(now) == State.ACTIVE && reached(after.protectUntil()) && !reached(before.protectUntil())) {
            effects.add(Effect.STOP_PROTECT, uid);
        }
        addIf(ENDS.stream().anyMatch(end -> at(end.apply(after)).isBefore(at(end.apply(before)))), Effect.SHORTEN, uid);
        addIf(ENDS.stream().anyMatch(end -> at(end.apply(after)).isAfter(at(end.apply(before)))), Effect.LENGTHEN, uid);
        addIf(after.forbidsAlgorithm().isPresent() && before.forbidsAlgorithm().isEmpty(), Effect.FORBID_ALGORITHM, uid);
        compare(before.terms(), after.terms(), uid);
    }

    private void compare(RuleTerms before, RuleTerms after, UUID uid) {
        addIf(before.serveMoreThan(after), Effect.FORBID_OPERATION, uid);
        addIf(after.serveMoreThan(before), Effect.ALLOW_OPERATION, uid);
        addIf(!Objects.equals(before.interval(), after.interval()) || !Objects.equals(before.overlap(), after.overlap()),
                Effect.ROTATE_OTHERWISE, uid);
        addIf(sooner(after.retention(), before.retention()), Effect.RETAIN_SHORTER, uid);
        addIf(sooner(before.retention(), after.retention()), Effect.RETAIN_LONGER, uid);
        addIf(!Objects.equals(before.undo(), after.undo()), Effect.UNDO_OTHERWISE, uid);
        addIf(!Objects.equals(before.storage(), after.storage()), Effect.STORE_OTHERWISE, uid);
        addIf(!Objects.equals(before.usesADay(), after.usesADay()) || !before.objects().equals(after.objects()), Effect.QUOTA, uid);
    }

    /** @param before what the policy in force says of the QKD link that the object came over */
    void compare(GovernedObject object, LinkPolicy before, LinkPolicy after) {
        addIf(after.deliveredOnce() && !before.deliveredOnce(), Effect.GIVE_ONCE, object.object().uid());
        addIf(after.deletedAfterSupply().isPresent() && before.deletedAfterSupply().isEmpty(), Effect.DELETE_AFTER_SUPPLY, object.object().uid());
    }

    private void addIf(boolean changes, Effect effect, UUID uid) {
        if (changes) {
            effects.add(effect, uid);
        }
    }

    /** Null is never. */
    private static boolean sooner(RuleTerms.Length one, RuleTerms.Length other) {
        return one != null && (other == null || one.compareTo(other) < 0);
    }

    private static Instant at(Limit limit) {
        return limit == null ? Instant.MAX : limit.at();
    }

    private boolean reached(Limit limit) {
        return limit != null && !limit.at().isAfter(now);
    }
}
