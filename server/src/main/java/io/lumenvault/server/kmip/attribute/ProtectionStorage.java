package io.lumenvault.server.kmip.attribute;

import io.lumenvault.db.object.StorageClass;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ProtectionStorageMask;
import io.lumenvault.kmip.spec.ResultReason;
import java.util.List;
import java.util.Optional;

/** Where objects are kept (KMIP 2.1 section 4.44): sealed or wrapped by the HSM on the node's own storage, or as a key of the HSM. */
public final class ProtectionStorage {

    /** Storage class external. */
    public static final int MASK = KmipMask.of(ProtectionStorageMask.SOFTWARE, ProtectionStorageMask.ON_SYSTEM);
    /** Storage class internal. */
    public static final int INTERNAL_MASK = KmipMask.of(ProtectionStorageMask.HARDWARE, ProtectionStorageMask.ON_SYSTEM);

    /** Storage class translate: kept on the node's own storage, under a key of the HSM that alone can work with it. */
    public static final int TRANSLATE_MASK =
            KmipMask.of(ProtectionStorageMask.SOFTWARE, ProtectionStorageMask.HARDWARE, ProtectionStorageMask.ON_SYSTEM);

    private ProtectionStorage() {}

    /** The mask of objects of a storage class. */
    public static int mask(StorageClass storage) {
        return switch (storage) {
            case EXTERNAL -> MASK;
            case TRANSLATE -> TRANSLATE_MASK;
            case INTERNAL -> INTERNAL_MASK;
        };
    }

    /** Refuses a request whose every mask asks for more than there is for objects that come from outside. */
    public static void requireOneOf(List<Integer> wanted) {
        if (!wanted.isEmpty() && wanted.stream().noneMatch(mask -> within(mask, MASK))) {
            throw new KmipException(ResultReason.PROTECTION_STORAGE_UNAVAILABLE,
                    "none of the Protection Storage Masks can be met; there is Software, On System");
        }
    }

    /** The storage class that the first mask which can be met asks for; empty where no mask is given. */
    public static Optional<StorageClass> wanted(List<Integer> masks) {
        for (int mask : masks) {
            if (within(mask, MASK)) {
                return Optional.of(StorageClass.EXTERNAL);
            }
            if (within(mask, INTERNAL_MASK)) {
                return Optional.of(StorageClass.INTERNAL);
            }
            if (within(mask, TRANSLATE_MASK)) {
                return Optional.of(StorageClass.TRANSLATE);
            }
        }
        if (!masks.isEmpty()) {
            throw new KmipException(ResultReason.PROTECTION_STORAGE_UNAVAILABLE,
                    "none of the Protection Storage Masks can be met; there are Software, On System; Hardware, On System; and Software,"
                    + " Hardware, On System");
        }
        return Optional.empty();
    }

    private static boolean within(int mask, int there) {
        return (mask & there) == mask;
    }
}
