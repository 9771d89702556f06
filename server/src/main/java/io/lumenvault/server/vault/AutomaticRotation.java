package io.lumenvault.server.vault;

import io.lumenvault.db.Database;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.RotationRepository;
import io.lumenvault.db.object.RotationRepository.Due;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.lifecycle.Duty;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.vault.PairReplacementForm.Replacement;
import io.lumenvault.server.vault.Replacing.Swap;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Replaces objects whose own attributes say that the server does so (KMIP 2.1 section 4.48), as {@code system/lifecycle}: what a rule
 * would refuse the owner's Re-key, it refuses here.
 */
final class AutomaticRotation {

    private static final int PAGE = 100;

    private final RotationRepository rotations = new RotationRepository();
    private final ObjectRepository objects = new ObjectRepository();
    private final Database database;
    private final Replacing replacing;
    private final Custody custody;
    private final Policies policies;
    private final Supplier<AutomaticReplacement> form;
    private final Clock clock;

    AutomaticRotation(Database database, Replacing replacing, Custody custody, Policies policies, Supplier<AutomaticReplacement> form,
            Clock clock) {
        this.database = database;
        this.replacing = replacing;
        this.custody = custody;
        this.policies = policies;
        this.form = form;
        this.clock = clock;
    }

    /**
     * Replaces what is due.
     *
     * @param goOn asked between objects
     * @param failed told of an object that could not be replaced now; it stays due
     * @return number of replacements
     */
    int pass(BooleanSupplier goOn, BiConsumer<UUID, RuntimeException> failed) {
        Instant now = clock.instant();
        int done = 0;
        Due after = RotationRepository.FIRST;
        List<Due> page;
        do {
            Due from = after;
            page = database.transaction(session -> rotations.due(session, now, from, PAGE));
            for (Due due : page) {
                if (!goOn.getAsBoolean()) {
                    return done;
                }
                try {
                    done += rotate(due.uid()) ? 1 : 0;
                } catch (RuntimeException failure) {
                    failed.accept(due.uid(), failure);
                }
                after = due;
            }
        } while (page.size() == PAGE);
        return done;
    }

    /** Reads it again, with its material: what is due may have been done meanwhile. */
    private boolean rotate(UUID uid) {
        Instant now = clock.instant();
        ManagedObject due = find(uid).object();
        if (form.get().due(due).filter(moment -> !moment.isAfter(now)).isEmpty()) {
            return false;
        }
        String operation = form.get().operation(due);
        List<GovernedObject> governed = Stream.concat(Stream.of(uid), form.get().partner(due).stream()).map(this::find).toList();
        governed.forEach(one -> requireReplaceable(one, operation, due.owner(), now));
        List<ManagedObject> replaced = governed.stream().map(GovernedObject::object).toList();
        List<UUID> successors = replaced.stream().map(_ -> custody.newIdentifier()).toList();
        List<Replacement> made = form.get().replacements(replaced, successors, now);
        try {
            made.forEach(one -> replacing.require(operation, one.created()));
            AuditEvent event = KeyUpkeep.event(due, new Duty(Duty.Kind.ROTATE, null, governed.getFirst().policyVersion()))
                    .with("equivalent", operation);
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
        governed.requireOperation(operation);
        governed.requireNotHeld(now);
        Rekeying.requireReplaceable(governed.object());
    }

    private List<Swap> swaps(List<ManagedObject> replaced, List<Replacement> made) {
        List<Swap> swaps = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            Replacement by = made.get(i);
            swaps.add(new Swap(replaced.get(i), by.created(),
                    custody.seal(by.created().uid(), Kind.MANAGED_OBJECT, by.material()), by.replaced()));
        }
        return swaps;
    }
}
