package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.object.ManagedObject.SplitKey;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.SplitKeyMethod;
import java.math.BigInteger;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Opened parts of one split key; {@link #wipe} them. */
final class SplitParts {

    /** A part as it is sealed: the longest share, with all that is said beside it. */
    private static final int MOST_SEALED_BYTES = 4 * SecretSharing.MOST_BYTES;

    private final SortedMap<Integer, SplitKey> parts = new TreeMap<>();
    private UsageTerms terms = UsageTerms.NONE;

    /** Refuses a part that is too long to be joined, before it is opened: all parts are held until the last. */
    static void requireJoinable(ManagedObject part) {
        if (part.material() != null && part.material().bytes().length > MOST_SEALED_BYTES) {
            throw new KmipException(ResultReason.INVALID_FIELD, "object " + part.uid() + " is longer than a part of a secret of "
                    + SecretSharing.MOST_BYTES + " bytes; longer ones are not joined");
        }
    }

    /** Takes a part, which must be of the same split as the others. */
    void add(SplitKey part, UsageTerms bound) {
        SplitKey before = parts.putIfAbsent(part.partIdentifier(), part);
        if (before != null || !likeFirst(part)) {
            part.wipe();
            throw new KmipException(ResultReason.INVALID_FIELD, before != null
                    ? "part " + part.partIdentifier() + " is given twice" : "the parts are not of one split key");
        }
        terms = terms.and(bound);
    }

    private boolean likeFirst(SplitKey part) {
        SplitKey first = first();
        return part.parts() == first.parts() && part.threshold() == first.threshold() && part.method() == first.method()
                && Objects.equals(part.keyBlock().algorithm(), first.keyBlock().algorithm())
                && Objects.equals(part.keyBlock().length(), first.keyBlock().length())
                && Objects.equals(prime(part), prime(first));
    }

    /** Refuses numbers that no split has (KMIP 2.1 section 2.8), whoever made it and by whatever means. */
    static void requireNumbers(SplitKey part) {
        if (part.partIdentifier() < 1 || part.partIdentifier() > part.parts() || part.threshold() < 1 || part.threshold() > part.parts()) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Key Part Identifier is " + part.partIdentifier() + ", Split Key Threshold "
                    + part.threshold() + " and Split Key Parts " + part.parts() + "; the first two must be from 1 to the last");
        }
    }

    SplitKey first() {
        return parts.get(parts.firstKey());
    }

    /** What each of the parts allows. */
    UsageTerms terms() {
        return terms;
    }

    /** The secret, which the caller wipes. */
    byte[] join() {
        if (parts.isEmpty()) {
            throw new KmipException(ResultReason.INVALID_FIELD, "no part is given");
        }
        SortedMap<Integer, byte[]> shares = new TreeMap<>();
        parts.forEach((number, part) -> shares.put(number, part.keyBlock().material().orElseThrow(() -> new KmipException(
                ResultReason.INVALID_FIELD, "the share of part " + number + " is no Byte String"))));
        SplitKey first = first();
        return new SecretSharing(first.method(), prime(first)).join(shares, first.parts(), first.threshold(), bytes(first));
    }

    private static int bytes(SplitKey part) {
        Integer bits = part.keyBlock().length();
        if (bits == null && part.method() == SplitKeyMethod.POLYNOMIAL_SHARING_PRIME_FIELD) {
            throw new KmipException(ResultReason.INVALID_FIELD,
                    "the parts do not say how long the key is: Cryptographic Length is missing");
        }
        return bits == null ? 0 : (bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    private static BigInteger prime(SplitKey part) {
        return part.primeFieldSize() == null ? null : new BigInteger(part.primeFieldSize().twosComplement());
    }

    void wipe() {
        parts.values().forEach(SplitKey::wipe);
    }
}
