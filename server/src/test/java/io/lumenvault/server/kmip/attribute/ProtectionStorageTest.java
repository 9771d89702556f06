package io.lumenvault.server.kmip.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.db.object.StorageClass;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ProtectionStorageMask;
import io.lumenvault.kmip.spec.ResultReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProtectionStorageTest {

    @Test
    void wanted_isTheClassOfTheFirstMaskThatCanBeMet() {
        for (StorageClass storage : StorageClass.values()) {
            assertEquals(Optional.of(storage), ProtectionStorage.wanted(List.of(ProtectionStorage.mask(storage))));
        }
        int offSystem = KmipMask.of(ProtectionStorageMask.OFF_SYSTEM);
        int both = KmipMask.of(ProtectionStorageMask.SOFTWARE, ProtectionStorageMask.HARDWARE);
        assertEquals(Optional.of(StorageClass.TRANSLATE), ProtectionStorage.wanted(List.of(offSystem, both, ProtectionStorage.MASK)));
        assertEquals(Optional.empty(), ProtectionStorage.wanted(List.of()));
        assertEquals(ResultReason.PROTECTION_STORAGE_UNAVAILABLE,
                assertThrows(KmipException.class, () -> ProtectionStorage.wanted(List.of(offSystem))).reason());
    }
}
