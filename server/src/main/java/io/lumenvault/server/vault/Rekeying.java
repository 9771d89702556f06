package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.vault.Changing.Planned;
import io.lumenvault.server.vault.PairReplacementForm.Replacement;
import io.lumenvault.server.vault.Replacing.Swap;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** Replacement of a key or a pair of keys at its owner's request. Old and new change in one transaction; a key is replaced once. */
public final class Rekeying {

    private final Vault vault;
    private final Door door;
    private final Custody custody;
    private final Replacing replacing;
    private final Changing changing;
    private final Clock clock;

    Rekeying(Vault vault, Door door, Custody custody, Replacing replacing, Changing changing, Clock clock) {
        this.vault = vault;
        this.door = door;
        this.custody = custody;
        this.replacing = replacing;
        this.changing = changing;
        this.clock = clock;
    }

    /** Replaces one of the caller's keys by a new one. @return the identifier of the replacement */
    public UUID rekey(AccessRequest request, UUID uid, ReplacementForm form) {
        return door.pass(request, List.of(uid), () -> {
            for (int attempt = 0; attempt < ObjectRefusals.ATTEMPTS; attempt++) {
                Instant now = clock.instant();
                ManagedObject replaced = replaceable(request, uid, now);
                UUID successor = custody.newIdentifier();
                if (replace(request, replaced, successor, form, now)) {
                    return successor;
                }
            }
            throw ObjectRefusals.contended(uid);
        });
    }

    private boolean replace(AccessRequest request, ManagedObject old, UUID successor, ReplacementForm form, Instant now) {
        try (KeyMaterial material = custody.random(form.bytes(old))) {
            NewObject created = form.replacement(old, successor, material, now);
            replacing.require(request.operation(), created);
            ObjectChange linked = form.replaced(old, successor, now);
            return replacing.replace(request.served(), List.of(new Swap(old, created, custody.seal(successor, Kind.MANAGED_OBJECT, material), linked)),
                    now);
        }
    }

    /** Replaces one of the caller's objects by what the form makes. @return the identifier of the replacement */
    public UUID replace(AccessRequest request, UUID uid, ObjectReplacementForm form) {
        return door.pass(request, List.of(uid), () -> {
            for (int attempt = 0; attempt < ObjectRefusals.ATTEMPTS; attempt++) {
                Instant now = clock.instant();
                ManagedObject old = replaceable(request, uid, now);
                Replacement made = form.replacement(old, custody.newIdentifier(), now);
                try (KeyMaterial _ = made.material()) {
                    UUID successor = made.created().uid();
                    replacing.require(request.operation(), made.created());
                    Optional<Planned> pointing = form.pointing(old).flatMap(other -> plan(request, other,
                            (object, then) -> form.repointed(object, uid, successor, then)));
                    if (replacing.replace(request.served(), List.of(replacing.swap(old, made)), pointing, now)) {
                        pointing.map(Planned::object).ifPresent(form::repointed);
                        return successor;
                    }
                }
            }
            throw ObjectRefusals.contended(uid);
        });
    }

    /** Empty where the caller has no such object any more: a link may outlive what it points to. */
    private Optional<Planned> plan(AccessRequest request, UUID uid, BiFunction<ManagedObject, Instant, ObjectChange> change) {
        try {
            return Optional.of(changing.plan(request, uid, change));
        } catch (VaultException refusal) {
            if (refusal.reason() == Reason.OBJECT_NOT_FOUND) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    /** Replaces one of the caller's pairs of keys. @return the identifiers of the new private key and of the new public key */
    public List<UUID> rekeyPair(AccessRequest request, UUID privateKey, PairReplacementForm form) {
        return door.pass(request, List.of(privateKey), () -> {
            for (int attempt = 0; attempt < ObjectRefusals.ATTEMPTS; attempt++) {
                Instant now = clock.instant();
                ManagedObject secret = replaceable(request, privateKey, now);
                ManagedObject open = replaceable(request, form.publicKey(secret), now);
                List<UUID> successors = List.of(custody.newIdentifier(), custody.newIdentifier());
                List<Replacement> made = form.replacements(secret, open, successors.getFirst(), successors.getLast(), now);
                try {
                    made.forEach(replacement -> replacing.require(request.operation(), replacement.created()));
                    if (replacing.replace(request.served(), List.of(replacing.swap(secret, made.getFirst()), replacing.swap(open, made.getLast())), now)) {
                        return successors;
                    }
                } finally {
                    made.forEach(replacement -> replacement.material().close());
                }
            }
            throw ObjectRefusals.contended(privateKey);
        });
    }

    private ManagedObject replaceable(AccessRequest request, UUID uid, Instant now) {
        GovernedObject governed = vault.governed(request, uid);
        Replacing.requireReplaceable(governed, request.operation(), now);
        return governed.object();
    }
}
