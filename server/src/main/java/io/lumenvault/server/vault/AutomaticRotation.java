package io.lumenvault.server.vault;

import io.lumenvault.db.Database;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.RotationRepository;
import io.lumenvault.db.object.RotationRepository.Due;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.lifecycle.Duty;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.State;
import io.lumenvault.server.vault.PairReplacementForm.Replacement;
import io.lumenvault.server.vault.Replacing.Swap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Replaces objects whose own attributes say that the server does so (KMIP 2.1 section 4.48), as {@code system/lifecycle}: those that are
 * Pre-Active or Active. What a rule would refuse the owner's Re-key, it refuses here; the first refusal of an object is recorded.
 */
final class AutomaticRotation {

    private static final int PAGE = 100;
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Duration PUT_OFF = Duration.ofMinutes(10);
    private static final int MOST_PUT_OFF = 10_000;

    private final RotationRepository rotations = new RotationRepository();
    private final ObjectRepository objects = new ObjectRepository();
    private final Database database;
    private final Replacing replacing;
    private final Custody custody;
    private final Policies policies;
    private final AuditLog audit;
    private final Supplier<AutomaticReplacement> form;
    private final Clock clock;
    /** Objects that could not be replaced, and when they are tried again; used by the thread that makes the passes. */
    private final Map<UUID, Instant> putOff = new HashMap<>();

    AutomaticRotation(Database database, AuditLog audit, Replacing replacing, Custody custody, Policies policies, Supplier<AutomaticReplacement> form,
            Clock clock) {
        this.database = database;
        this.audit = audit;
        this.replacing = replacing;
        this.custody = custody;
        this.policies = policies;
        this.form = form;
        this.clock = clock;
    }

    /**
     * Replaces what is due, for {@link #LONGEST} at most: other upkeep has its turn too.
     *
     * @param goOn asked between objects
     * @param failed told of an object that could not be replaced now; it stays due, and is tried again after {@link #PUT_OFF}
     * @return number of replacements
     */
    int pass(BooleanSupplier goOn, BiConsumer<UUID, RuntimeException> failed) {
        Instant now = clock.instant();
        Instant end = now.plus(LONGEST);
        int done = 0;
        Due after = RotationRepository.FIRST;
        List<Due> page;
        do {
            Due from = after;
            page = database.transaction(session -> rotations.due(session, now, from, PAGE));
            for (Due due : page) {
                if (!goOn.getAsBoolean() || clock.instant().isAfter(end)) {
                    return done;
                }
                done += !putOff.getOrDefault(due.uid(), now).isAfter(now) && attempt(due.uid(), failed) ? 1 : 0;
                after = due;
            }
        } while (page.size() == PAGE);
        return done;
    }

    private boolean attempt(UUID uid, BiConsumer<UUID, RuntimeException> failed) {
        try {
            boolean done = rotate(uid);
            putOff.remove(uid);
            return done;
        } catch (RuntimeException failure) {
            if (putOff.size() >= MOST_PUT_OFF) {
                putOff.clear();
            }
            if (putOff.put(uid, clock.instant().plus(PUT_OFF)) == null) {
                audit.append(AuditEvent.system("lifecycle", Duty.Kind.ROTATE.text(), Result.SERVED, null, Map.of()).withObjects(List.of(uid))
                        .withReason(Result.REFUSED, failure.getMessage()));
            }
            failed.accept(uid, failure);
            return false;
        }
    }

    private boolean rotate(UUID uid) {
        Instant now = clock.instant();
        GovernedObject first = find(uid);
        ManagedObject due = first.object();
        State state = first.state(now);
        if (state != State.PRE_ACTIVE && state != State.ACTIVE || form.get().due(due).filter(moment -> !moment.isAfter(now)).isEmpty()) {
            return false;
        }
        String operation = form.get().operation(due);
        List<GovernedObject> governed = new ArrayList<>(List.of(first));
        form.get().partner(due).map(this::find).ifPresent(governed::add);
        governed.forEach(one -> requireReplaceable(one, operation, due.owner(), now));
        List<ManagedObject> replaced = governed.stream().map(GovernedObject::object).toList();
        List<UUID> successors = replaced.stream().map(_ -> custody.newIdentifier()).toList();
        List<Replacement> made = form.get().replacements(replaced, successors, now);
        try {
            made.forEach(one -> replacing.require(operation, one.created()));
            AuditEvent event = KeyUpkeep.event(due, new Duty(Duty.Kind.ROTATE, null, first.policyVersion())).with("equivalent", operation);
            return replacing.replace(event, swaps(replaced, made), now);
        } finally {
            made.forEach(one -> one.material().close());
        }
    }

    private GovernedObject find(UUID uid) {
        return database.transaction(session -> objects.find(session, uid)).map(policies::govern)
                .orElseThrow(() -> new VaultException(Reason.OBJECT_NOT_FOUND, "no object " + uid));
    }

    /** A link may name what another owner has. */
    private static void requireReplaceable(GovernedObject governed, String operation, String owner, Instant now) {
        if (!governed.object().owner().equals(owner)) {
            throw new VaultException(Reason.OBJECT_NOT_FOUND, "no object " + governed.object().uid());
        }
        Replacing.requireReplaceable(governed, operation, now);
    }

    private List<Swap> swaps(List<ManagedObject> replaced, List<Replacement> made) {
        List<Swap> swaps = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            swaps.add(replacing.swap(replaced.get(i), made.get(i)));
        }
        return swaps;
    }
}
