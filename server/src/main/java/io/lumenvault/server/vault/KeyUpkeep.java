package io.lumenvault.server.vault;

import io.lumenvault.db.Database;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.RestrictionRepository;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.lifecycle.Duty;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.lifecycle.NodeClock;
import io.lumenvault.server.lifecycle.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does with every object what is due without anybody asking, as {@code system/lifecycle}: writes down states whose dates have come,
 * replaces keys, destroys what has been kept long enough. Nothing depends on it for safety: a use is judged by the moment of the use.
 *
 * <p>Each action is one transaction that names the version it expects, with its audit entry: a pass that is cut off anywhere is
 * taken up by the next one, and two passes at the same time do nothing twice.
 */
public final class KeyUpkeep {

    private static final Logger LOG = Logger.getLogger(KeyUpkeep.class);
    private static final int PAGE = 500;

    private final ObjectRepository objects = new ObjectRepository();
    private final RestrictionRepository restrictions = new RestrictionRepository();
    private final Database database;
    private final AuditLog audit;
    private final Policies policies;
    private final Destroying destroying;
    private final Rotation rotation;
    private final AutomaticRotation automatic;
    private final NodeClock clock;
    /** Objects whose action failed in this pass, and what was said of the pass before; a pass is made by one thread at a time. */
    private int failed;
    private String firstFailure;
    private String reported;

    /**
     * @param form makes the replacements of keys that the policy rotates
     * @param ownForm makes those of objects whose own attributes say that they are rotated
     */
    public KeyUpkeep(Database database, Door door, AuditLog audit, Vault vault, Custody custody, Policies policies,
            Supplier<ReplacementForm> form, Supplier<AutomaticReplacement> ownForm, NodeClock clock) {
        this.database = database;
        this.audit = audit;
        this.policies = policies;
        this.clock = clock;
        this.destroying = new Destroying(door, audit, null, vault.internal(), clock);
        this.rotation = new Rotation(door, audit, vault, custody, policies, form);
        this.automatic = new AutomaticRotation(database, audit, vault.replacing(), custody, policies, ownForm, clock);
    }

    /**
     * Looks at every object once, and forgets the quotas' counts of days that are over.
     *
     * @param goOn asked between pages
     * @return number of actions taken
     */
    public int pass(BooleanSupplier goOn) {
        policies.forgetUses();
        failed = 0;
        firstFailure = null;
        int done = 0;
        UUID after = null;
        while (goOn.getAsBoolean()) {
            UUID from = after;
            List<ManagedObject> page = database.transaction(session -> restrictions.page(session, from, PAGE));
            for (ManagedObject object : page) {
                done += attempt(object) ? 1 : 0;
            }
            if (page.size() < PAGE) {
                break;
            }
            after = page.getLast().uid();
        }
        done += automatic.pass(goOn, this::failed);
        report();
        return done;
    }

    /** Once, not at each pass, for as long as the same fails: passes are made every few seconds. */
    private void report() {
        if (firstFailure != null && !firstFailure.equals(reported)) {
            LOG.warnf("what is due of %d objects failed and will be tried again; the first: %s", failed, firstFailure);
        }
        reported = firstFailure;
    }

    private boolean attempt(ManagedObject seen) {
        try {
            return policies.govern(seen).duty(clock.instant()).isPresent() && act(seen.uid());
        } catch (RuntimeException failure) {
            failed(seen.uid(), failure);
            return false;
        }
    }

    private void failed(UUID uid, RuntimeException failure) {
        failed++;
        firstFailure = firstFailure == null ? "object " + uid + ": " + failure.getMessage() : firstFailure;
    }

    /** Reads it again, with its material: what is due may have been done meanwhile. */
    private boolean act(UUID uid) {
        Instant now = clock.instant();
        Optional<GovernedObject> found = database.transaction(session -> objects.find(session, uid)).map(policies::govern);
        Optional<Duty> duty = found.flatMap(governed -> governed.duty(now));
        return duty.isPresent() && act(found.get(), duty.get(), now);
    }

    private boolean act(GovernedObject governed, Duty duty, Instant now) {
        ManagedObject object = governed.object();
        AuditEvent event = event(object, duty).with("state_before", governed.state(now).name());
        return switch (duty.kind()) {
            case ACTIVATE, DEACTIVATE -> write(governed, event, now);
            case RELEASE -> release(object, event, now);
            case ROTATE -> rotation.rotate(governed, event, now);
            case DESTROY -> {
                // A clock that is ahead is no reason to destroy anything: it may be put right again.
                if (!clock.mayDestroy()) {
                    yield false;
                }
                State next = Lifecycle.destroyed(object, now);
                yield destroying.destroyNow(object, next, now, Clearance.FREE, event.with("state_after", next.name())).isPresent();
            }
        };
    }

    /** Writes down the state that the dates have brought about, with the dates that the policy imposed. */
    private boolean write(GovernedObject governed, AuditEvent event, Instant now) {
        ManagedObject object = governed.object();
        State stored = State.ofCode(object.state());
        State state = governed.state(now);
        ObjectChange change = state == stored ? Lifecycle.deactivate(object, now)
                : ObjectChange.of(object).withState(state.code()).withDates(object.dates().withLastChange(now));
        AuditEvent written = event.with("state_before", stored.name()).with("state_after", State.ofCode(change.state()).name());
        return database.transaction(session -> {
            if (!objects.update(session, object, change)) {
                return false;
            }
            audit.append(session, written);
            return true;
        });
    }

    private boolean release(ManagedObject object, AuditEvent event, Instant now) {
        return database.transaction(session -> {
            if (!restrictions.update(session, object, object.restrictions().withHold(null, null, null, null), now)) {
                return false;
            }
            audit.append(session, event);
            return true;
        });
    }

    /** What records a duty that was done. */
    static AuditEvent event(ManagedObject object, Duty duty) {
        AuditEvent event = AuditEvent.system("lifecycle", duty.kind().text(), Result.SERVED, object.originLink(),
                Map.of("policy_version", Long.toString(duty.policyVersion()), "owner", object.owner())).withObjects(List.of(object.uid()));
        return duty.rule() == null ? event : event.with("policy_rule", duty.rule());
    }
}
