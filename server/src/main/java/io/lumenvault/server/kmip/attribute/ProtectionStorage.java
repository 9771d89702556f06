package io.lumenvault.server.kmip.attribute;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ProtectionStorageMask;
import io.lumenvault.kmip.spec.ResultReason;
import java.util.List;

/** Where objects are kept (KMIP 2.1 section 4.44): sealed by the HSM, on the node's own storage. */
public final class ProtectionStorage {

    /** The one kind of storage there is. */
    public static final int MASK = KmipMask.of(ProtectionStorageMask.SOFTWARE, ProtectionStorageMask.ON_SYSTEM);

    private ProtectionStorage() {}

    /** Refuses a request whose every mask asks for more than there is. */
    public static void requireOneOf(List<Integer> wanted) {
        if (!wanted.isEmpty() && wanted.stream().noneMatch(mask -> (mask & MASK) == mask)) {
            throw new KmipException(ResultReason.PROTECTION_STORAGE_UNAVAILABLE,
                    "none of the Protection Storage Masks can be met; there is Software, On System");
        }
    }
}
