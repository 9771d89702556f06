package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.SplitKeyMethod;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterHandlerTest {

    @ParameterizedTest
    @ValueSource(ints = {-8, Integer.MIN_VALUE, 2_147_483_640, 20_000_000})
    void lengthThatNoKeyHas_isRefused_whereNothingCanBeComparedWithIt(int bits) {
        refuses(new ManagedObject.SymmetricKey(KeyBlock.of(KeyFormatType.OPAQUE, new byte[16], CryptographicAlgorithm.AES, bits)));
    }

    @Test
    void opaqueKey_isTakenWithTheLengthThatItSays() {
        assertDoesNotThrow(() -> describe(new ManagedObject.SymmetricKey(
                KeyBlock.of(KeyFormatType.OPAQUE, new byte[8], CryptographicAlgorithm.AES, 256))));
    }

    @ParameterizedTest
    @CsvSource({"3, 0, 2", "3, 4, 2", "3, -1, 2", "3, 1, 0", "3, 1, -1", "3, 1, 4", "0, 1, 1"})
    void partOfNoSplit_isRefused(int parts, int identifier, int threshold) {
        refuses(part(parts, identifier, threshold));
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 2", "3, 3, 3", "1000, 999, 500"})
    void partOfASplitMadeElsewhere_isTaken(int parts, int identifier, int threshold) {
        assertDoesNotThrow(() -> describe(part(parts, identifier, threshold)));
    }

    private static ManagedObject part(int parts, int identifier, int threshold) {
        return new ManagedObject.SplitKey(parts, identifier, threshold, SplitKeyMethod.POLYNOMIAL_SHARING_GF_216, null,
                KeyBlock.of(KeyFormatType.RAW, new byte[16], CryptographicAlgorithm.AES, 128));
    }

    private static void refuses(ManagedObject object) {
        assertEquals(ResultReason.INVALID_FIELD, assertThrows(KmipException.class, () -> describe(object)).reason());
    }

    private static void describe(ManagedObject object) {
        ObjectAttributes created = ObjectAttributes.ofNew(new UUID(1, 2), object.objectType(), MaterialForm.ENCODED, Instant.EPOCH);
        created.set(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, new Item.Int(AttributeType.CRYPTOGRAPHIC_USAGE_MASK.tag(), 4));
        RegisterHandler.describe(created, object, true);
    }
}
