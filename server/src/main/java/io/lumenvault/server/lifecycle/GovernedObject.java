package io.lumenvault.server.lifecycle;

import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.Restrictions;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.policy.KeyRule;
import io.lumenvault.policy.Selector;
import io.lumenvault.policy.Span;
import io.lumenvault.policy.Subject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * An object under the policy in force: may it be used for this, now, and what is to be done with it by itself. Every limit is
 * evaluated at the moment that is given; none waits for a scheduler.
 */
public final class GovernedObject {

    /** KMIP 1.4 section 9.1.3.2.12. */
    private static final int SYMMETRIC_KEY = 2;
    /** KMIP 1.4 section 9.1.3.2.13: DES is 1, 3DES is 2. */
    private static final int TRIPLE_DES = 2;
    /** Of the keys that are made here those for HMAC can be the longest; what a client says of a key of its own may be more. */
    private static final int LONGEST_ROTATED = 4096;

    private final long version;
    private final ManagedObject object;
    private final Subject subject;
    private final List<KeyRule> rules;

    GovernedObject(long version, ManagedObject object, Subject subject, List<KeyRule> rules) {
        this.version = version;
        this.subject = subject;
        this.rules = rules;
        LifecycleDates imposed = PolicyInForce.imposed(object.dates(), object.state() == State.PRE_ACTIVE.code(), rules,
                object.objectType(), object.cryptography());
        this.object = imposed.equals(object.dates()) ? object : object.underDates(imposed);
    }

    /** The object with the dates that the policy imposes on it; its version is that of the stored one. */
    public ManagedObject object() {
        return object;
    }

    /** The policy's version. */
    public long policyVersion() {
        return version;
    }

    /** Another form of the same object, which the same rules bind. */
    GovernedObject changed(ManagedObject changed) {
        return new GovernedObject(version, changed, subject, rules);
    }

    /** What the rules say of it beside its dates. */
    public RuleTerms terms() {
        return RuleTerms.of(rules, rotatable());
    }

    /** Whether it is one of a selector's objects. */
    public boolean isOneOf(Selector selector) {
        return selector.matches(subject);
    }

    /** The rules that bind it, in the document's order. */
    public List<String> ruleIds() {
        return rules.stream().map(KeyRule::id).toList();
    }

    /**
     * Refuses a change after which a rule would bind the object no longer: whoever may edit a label shall not choose its rules.
     *
     * @param after the object as it would be, under the same policy
     */
    public void requireStaysBound(GovernedObject after) {
        List<String> kept = after.ruleIds();
        ruleIds().stream().filter(rule -> !kept.contains(rule)).findFirst().ifPresent(rule -> {
            throw new PolicyRefusedException(version, rule, false, "this change would take the object out of the rule");
        });
    }

    /** The state at {@code now}. */
    public State state(Instant now) {
        return Lifecycle.state(object, now);
    }

    /** End of the originator-usage period; null for none. */
    public Limit protectUntil() {
        Limits limits = limits();
        Limit own = Limit.ofObject(object.dates().protectStop());
        return Limit.earlier(limits.protect(), Limit.earlier(Limit.ofObject(restrictions().protectUntil()), own));
    }

    /** End of the recipient-usage period; null for none. */
    public Limit processUntil() {
        return processUntil(limits());
    }

    /** A Pre-Active key that is given out is used elsewhere: an activation far ahead gives it no more time. */
    private Limit processUntil(Instant now) {
        return state(now) == State.PRE_ACTIVE ? processUntil(limits(object.dates().withActivation(null))) : processUntil();
    }

    private Limit processUntil(Limits limits) {
        return Limit.earlier(limits.process(), Limit.ofObject(restrictions().processUntil()));
    }

    /**
     * What binds it beyond its dates, with the ends of its usage periods as the rules have them now: what is kept of a key that is
     * compromised, so that no later policy extends it.
     */
    public Restrictions withEnds(Instant now) {
        return restrictions().withLimits(Limit.moment(protectUntil()), Limit.moment(processUntil(now)));
    }

    /** When it is or was Deactivated by date; null for no date. */
    public Limit deactivation() {
        Limits limits = limits();
        return Limit.earlier(limits.deactivation(), Limit.ofObject(object.dates().deactivation()));
    }

    private Limits limits() {
        return limits(object.dates());
    }

    private Limits limits(LifecycleDates dates) {
        return Limits.of(dates, rules, object.objectType(), object.cryptography());
    }

    private Restrictions restrictions() {
        return object.restrictions();
    }

    /**
     * Refuses an operation that no rule may leave out.
     *
     * @param operation its KMIP name
     */
    public void requireOperation(String operation) {
        rules.stream().filter(rule -> !rule.allows(operation)).findFirst().ifPresent(rule -> {
            throw new PolicyRefusedException(version, rule.id(), false, operation + " is not among the operations allowed for this object");
        });
    }

    /** Refuses what must wait while the object is suspended or is to be destroyed. Who suspended it, the owner's tenant need not see. */
    public void requireNotHeld(Instant now) {
        if (restrictions().suspended(now)) {
            throw new WrongStateException("the object is Suspended since " + restrictions().holdSince() + ": "
                    + restrictions().holdReason());
        }
        if (restrictions().destroyAt() != null) {
            throw new WrongStateException("the object is to be destroyed at " + restrictions().destroyAt());
        }
    }

    /**
     * Refuses a use at {@code now}.
     *
     * @throws WrongStateException when the object's own state or dates do not allow it
     * @throws PolicyRefusedException when a rule's period is over
     */
    public void requireUse(Use use, Instant now) {
        requireNotHeld(now);
        requireState(use, now);
        requireBefore(processUntil(now), "its recipient-usage period", now);
        if (use == Use.PROTECT) {
            requireBefore(protectUntil(), "its originator-usage period", now);
        }
    }

    /** KMIP 2.1 section 4.57: only an Active object protects; one that was Active once may still process. */
    private void requireState(Use use, Instant now) {
        State state = state(now);
        boolean allowed = switch (use) {
            case PROTECT -> state == State.ACTIVE;
            case PROCESS -> state != State.PRE_ACTIVE && !state.destroyed();
            case EXPORT -> !state.destroyed();
        };
        Instant start = object.dates().processStart();
        if (!allowed || use == Use.PROCESS && start != null && start.isAfter(now)) {
            throw new WrongStateException("an object in state " + Lifecycle.name(state) + " cannot be used to "
                    + use.name().toLowerCase(Locale.ROOT) + " now");
        }
    }

    /** Refuses to protect data by 3DES (NIST SP 800-131A Rev. 2 section 2), unless a rule of the policy names it for this object. */
    public void requireNotOutdated() {
        Integer algorithm = object.cryptography().algorithm();
        if (algorithm == null || algorithm != TRIPLE_DES) {
            return;
        }
        boolean named = rules.stream().map(KeyRule::algorithms).filter(Objects::nonNull).flatMap(List::stream)
                .anyMatch(allowed -> allowed.matches(algorithm, object.cryptography().length()));
        if (!named) {
            throw new PolicyRefusedException(version, String.join(" ", ruleIds()), false,
                    "3DES protects nothing anew, unless a rule of the policy names it among its algorithms");
        }
    }

    private void requireBefore(Limit limit, String what, Instant now) {
        if (limit == null || !limit.reached(now)) {
            return;
        }
        String message = what + " ended at " + limit.at();
        if (limit.rule() == null) {
            throw new WrongStateException(message);
        }
        throw new PolicyRefusedException(version, limit.rule(), true, message);
    }

    /** How long a destruction can be undone, with the rule; empty when it takes place at once. */
    public Optional<Delay> destroyDelay(Instant now) {
        return rules.stream().filter(rule -> rule.destroyDelay() != null)
                .map(rule -> new Delay(rule.destroyDelay().after(now), rule.id())).max(Comparator.comparing(Delay::until));
    }

    /** A destruction that can be undone until then. */
    public record Delay(Instant until, String rule) {}

    /** What is to be done with the object at {@code now} without anybody asking; empty for nothing. */
    public Optional<Duty> duty(Instant now) {
        State stored = State.ofCode(object.state());
        State state = state(now);
        if (restrictions().holdReason() != null && !restrictions().suspended(now)) {
            return Optional.of(new Duty(Duty.Kind.RELEASE, null, version));
        }
        if (stored == State.PRE_ACTIVE && state != State.PRE_ACTIVE) {
            return Optional.of(new Duty(Duty.Kind.ACTIVATE, ruleOf(KeyRule::activation), version));
        }
        if (stored == State.ACTIVE && state == State.DEACTIVATED) {
            return Optional.of(new Duty(Duty.Kind.DEACTIVATE, deactivation() == null ? null : deactivation().rule(), version));
        }
        if (restrictions().suspended(now)) {
            return Optional.empty();
        }
        return destruction(state, now).or(() -> rotation(state, now));
    }

    private String ruleOf(Function<KeyRule, Span> span) {
        return rules.stream().filter(rule -> span.apply(rule) != null).map(KeyRule::id).findFirst().orElse(null);
    }

    private Optional<Duty> destruction(State state, Instant now) {
        if (restrictions().destroyAt() != null && !restrictions().destroyAt().isAfter(now)) {
            // An Active object is deactivated first, as KMIP wants it, and destroyed when its turn comes again.
            Duty.Kind kind = state == State.ACTIVE ? Duty.Kind.DEACTIVATE : Duty.Kind.DESTROY;
            return Optional.of(new Duty(kind, ruleOf(KeyRule::destroyDelay), version));
        }
        Instant ended = state == State.COMPROMISED ? object.dates().compromise()
                : state == State.DEACTIVATED ? object.dates().deactivation() : null;
        return ended == null ? Optional.empty() : rules.stream()
                .filter(rule -> rule.destroyAfter() != null && !rule.destroyAfter().after(ended).isAfter(now))
                .map(rule -> new Duty(Duty.Kind.DESTROY, rule.id(), version)).findFirst();
    }

    /** Whether a rule destroys it some time after its end, without anybody asking. */
    public boolean destroysByItself() {
        return rules.stream().anyMatch(rule -> rule.destroyAfter() != null);
    }

    private Optional<Duty> rotation(State state, Instant now) {
        if (state != State.ACTIVE || !rotatable()) {
            return Optional.empty();
        }
        return rules.stream().filter(rule -> rule.rotation() != null
                        && !rule.rotation().interval().after(object.dates().activation()).isAfter(now))
                .map(rule -> new Duty(Duty.Kind.ROTATE, rule.id(), version)).findFirst();
    }

    /**
     * A symmetric key of random bits that is not shared with another site, and not replaced yet. DES keys have parity bits; the
     * key of another storage class than external is in the clear inside the HSM only, and a replacement that is sealed in the database
     * could be got.
     */
    private boolean rotatable() {
        Integer algorithm = object.cryptography().algorithm();
        Integer length = object.cryptography().length();
        return object.objectType() == SYMMETRIC_KEY && object.storageClass() == StorageClass.EXTERNAL
                && object.originLink() == null && restrictions().replacedBy() == null
                && algorithm != null && algorithm > TRIPLE_DES && length != null && length % Byte.SIZE == 0
                && length > 0 && length <= LONGEST_ROTATED
                && object.cryptography().usageMask() != null;
    }

    /** When a key that is replaced now stops protecting: the shortest overlap of all rules. */
    public Instant overlapEnd(Instant now) {
        return rules.stream().map(KeyRule::rotation).filter(Objects::nonNull).map(rotation -> rotation.overlap().after(now))
                .min(Comparator.naturalOrder()).orElse(now);
    }

    /** The first rule that would not let an object of this algorithm and length be made; empty when all would. */
    public Optional<String> forbidsAlgorithm() {
        return rules.stream().filter(rule -> !rule.allows(object.cryptography().algorithm(), object.cryptography().length()))
                .map(KeyRule::id).findFirst();
    }

    /** Quotas of objects that the owner has because of this one, and did not have by what it was before. */
    public List<ObjectQuota> quotasNewTo(GovernedObject before) {
        return rules.stream().filter(rule -> !before.rules.contains(rule)).flatMap(rule -> ObjectQuota.of(rule).stream()).toList();
    }

    /** A quota of uses a day and the rule that sets it. */
    public record DailyQuota(String rule, long limit) {}

    /** The quotas of uses a day that each principal has for objects such as this one. */
    public List<DailyQuota> dailyQuotas() {
        return rules.stream().filter(rule -> rule.quota() != null && rule.quota().operationsPerDay() != null)
                .map(rule -> new DailyQuota(rule.id(), rule.quota().operationsPerDay())).toList();
    }
}
