package io.lumenvault.server.custody;

import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.hsm.HsmException;
import io.lumenvault.hsm.HsmUnavailableException;
import io.lumenvault.hsm.KeySource;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.hsm.SealBrokenException;
import io.lumenvault.hsm.Sealed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/**
 * Seals and opens key material in the HSM. Every opening is a call of the HSM; nothing opened is kept.
 *
 * <p>Sealed form: AES-256-GCM under the non-extractable master key of a generation, over a {@link SealHeader} followed by the
 * material. The header is checked after opening.
 */
public final class Custody {

    private final RootOfTrust hsm;
    private final SealAllowance allowance;
    private final HsmRandom random;
    private final UserKeys userKeys;
    private final LongAdder uses = new LongAdder();

    public Custody(RootOfTrust hsm, SealAllowance allowance) {
        this.hsm = Objects.requireNonNull(hsm, "hsm");
        this.allowance = Objects.requireNonNull(allowance, "allowance");
        this.random = new HsmRandom(hsm);
        this.userKeys = new UserKeys(this, hsm);
    }

    /** New random material from the HSM. */
    public KeyMaterial random(int bytes) {
        return KeyMaterial.owning(random.bytes(bytes));
    }

    /** A new random identifier (UUID version 4). */
    public UUID newIdentifier() {
        return random.uuid();
    }

    /** Seals material under the active generation as that of object {@code id}; the material is left to the caller to wipe. */
    public SealedMaterial seal(UUID id, Kind kind, KeyMaterial material) {
        uses.increment();
        return sealNow(id, kind, material);
    }

    private SealedMaterial sealNow(UUID id, Kind kind, KeyMaterial material) {
        return sealUnder(allowance.take(), id, kind, material);
    }

    private SealedMaterial sealUnder(int generation, UUID id, Kind kind, KeyMaterial material) {
        ByteBuffer plaintext = ByteBuffer.allocate(SealHeader.BYTES + material.length());
        try {
            new SealHeader(id, kind, generation, material.length()).write(plaintext);
            material.lend(plaintext::put);
            return new SealedMaterial(generation, hsm.seal(generation, plaintext.array()));
        } finally {
            Arrays.fill(plaintext.array(), (byte) 0);
        }
    }

    /**
     * Opens the material of object {@code id}; the caller closes it.
     *
     * @throws CustodyException when the record is damaged or belongs to another object, kind or generation
     */
    public KeyMaterial open(UUID id, Kind kind, SealedMaterial sealed) {
        uses.increment();
        return openAs(id, EnumSet.of(kind), sealed).material();
    }

    /**
     * Opens the material of several managed objects, side by side: of all of them, or of none; the caller closes it.
     *
     * @return the material of each, in their order
     * @throws CustodyException as for {@link #open}
     */
    public List<KeyMaterial> openAll(List<SealedObject> objects) {
        uses.add(objects.size());
        List<byte[]> plaintexts = openInHsm(objects);
        List<KeyMaterial> opened = new ArrayList<>(objects.size());
        try {
            for (int i = 0; i < objects.size(); i++) {
                SealedObject object = objects.get(i);
                opened.add(checked(object.id(), EnumSet.of(Kind.MANAGED_OBJECT), object.material(), plaintexts.get(i)).material());
            }
            return opened;
        } catch (RuntimeException broken) {
            opened.forEach(KeyMaterial::close);
            throw broken;
        } finally {
            plaintexts.forEach(plaintext -> Arrays.fill(plaintext, (byte) 0));
        }
    }

    /** The sealed material of a managed object. */
    public record SealedObject(UUID id, SealedMaterial material) {}

    private List<byte[]> openInHsm(List<SealedObject> objects) {
        try {
            return hsm.openAll(objects.stream().map(object -> new Sealed(object.material().generation(), object.material().bytes())).toList());
        } catch (SealBrokenException broken) {
            throw new CustodyException("a sealed record among " + objects.size() + " is damaged", broken);
        }
    }

    /**
     * Opens what is sealed and seals it under the active generation; a key that the token has wrapped is wrapped anew inside it, under
     * the wrapping key of that generation. Not counted among the {@link #uses}.
     *
     * @param kind of the record; where it is a managed object it may be a wrapped key
     * @throws CustodyException as for {@link #open}
     */
    public SealedMaterial reseal(UUID id, Kind kind, SealedMaterial sealed) {
        Opened opened = openAs(id, kind == Kind.MANAGED_OBJECT ? EnumSet.of(kind, Kind.WRAPPED_KEY) : EnumSet.of(kind), sealed);
        try (KeyMaterial material = opened.material()) {
            return opened.kind() == Kind.WRAPPED_KEY
                    ? material.lend(wrapped -> rewrap(id, new KeySource.Wrapped(sealed.generation(), wrapped)))
                    : sealNow(id, kind, material);
        }
    }

    private SealedMaterial rewrap(UUID id, KeySource.Wrapped wrapped) {
        try {
            return sealWrappedNow(id, generation -> hsm.wrappedKeys().rewrap(wrapped, generation));
        } catch (HsmUnavailableException away) {
            throw away;
        } catch (HsmException refused) {
            // Damaged, or the tokens there are now cannot wrap: others are not held up by that.
            throw new CustodyException("wrapped record of " + id + " cannot be wrapped anew", refused);
        }
    }

    /** The keys of users that are made and used inside the HSM. */
    public UserKeys userKeys() {
        return userKeys;
    }

    /**
     * Seals what the token has wrapped, as the key of object {@code id}.
     *
     * @param wrapping wraps a key under the wrapping key of a generation
     */
    SealedMaterial sealWrapped(UUID id, IntFunction<byte[]> wrapping) {
        uses.increment();
        return sealWrappedNow(id, wrapping);
    }

    private SealedMaterial sealWrappedNow(UUID id, IntFunction<byte[]> wrapping) {
        int generation = allowance.take();
        try (KeyMaterial wrapped = KeyMaterial.owning(wrapping.apply(generation))) {
            return sealUnder(generation, id, Kind.WRAPPED_KEY, wrapped);
        }
    }

    /** The key of object {@code id} as the token wrapped it. */
    KeySource.Wrapped openWrapped(UUID id, SealedMaterial sealed) {
        try (KeyMaterial wrapped = open(id, Kind.WRAPPED_KEY, sealed)) {
            return wrapped.lend(bytes -> new KeySource.Wrapped(sealed.generation(), bytes.clone()));
        }
    }

    /** Seals and openings for requests since the start. */
    public long uses() {
        return uses.sum();
    }

    /** What was opened, and as which of the kinds that it may have been. */
    private record Opened(Kind kind, KeyMaterial material) {}

    private Opened openAs(UUID id, Set<Kind> kinds, SealedMaterial sealed) {
        byte[] plaintext = openInHsm(id, sealed);
        try {
            return checked(id, kinds, sealed, plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private static Opened checked(UUID id, Set<Kind> kinds, SealedMaterial sealed, byte[] plaintext) {
        if (plaintext.length < SealHeader.BYTES) {
            throw new CustodyException("sealed record of " + id + " is too short");
        }
        SealHeader header = SealHeader.read(ByteBuffer.wrap(plaintext));
        SealHeader expected =
                new SealHeader(id, header.kind(), sealed.generation(), plaintext.length - SealHeader.BYTES);
        if (!header.equals(expected) || !kinds.contains(header.kind())) {
            throw new CustodyException("sealed record of " + id + " belongs elsewhere: it says " + header);
        }
        return new Opened(header.kind(), KeyMaterial.owning(Arrays.copyOfRange(plaintext, SealHeader.BYTES, plaintext.length)));
    }

    private byte[] openInHsm(UUID id, SealedMaterial sealed) {
        try {
            return hsm.open(sealed.generation(), sealed.bytes());
        } catch (SealBrokenException broken) {
            throw new CustodyException("sealed record of " + id + " is damaged", broken);
        }
    }
}
