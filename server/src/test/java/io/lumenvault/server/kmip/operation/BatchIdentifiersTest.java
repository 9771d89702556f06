package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.payload.CreateKeyPair;
import io.lumenvault.kmip.payload.Import;
import io.lumenvault.kmip.payload.Locate;
import io.lumenvault.kmip.payload.ReKeyKeyPair;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.UniqueIdentifierEnumeration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchIdentifiersTest {

    private final BatchIdentifiers identifiers = new BatchIdentifiers();

    @Test
    void pairs_areNamedTogetherAndByHalf() {
        answered(new CreateKeyPair.Response("private", "public"));
        answered(new ReKeyKeyPair.Response("new private", "new public"));
        assertEquals(List.of("private", "public"), all(UniqueIdentifierEnumeration.CREATE_KEY_PAIR));
        assertEquals(List.of("private"), all(UniqueIdentifierEnumeration.CREATE_KEY_PAIR_PRIVATE_KEY));
        assertEquals(List.of("public"), all(UniqueIdentifierEnumeration.CREATE_KEY_PAIR_PUBLIC_KEY));
        assertEquals(List.of("new private", "new public"), all(UniqueIdentifierEnumeration.RE_KEY_KEY_PAIR));
        assertEquals(List.of("new private"), all(UniqueIdentifierEnumeration.RE_KEY_KEY_PAIR_PRIVATE_KEY));
        assertEquals(List.of("new public"), all(UniqueIdentifierEnumeration.RE_KEY_KEY_PAIR_PUBLIC_KEY));
        assertEquals("new private", identifiers.resolve(null));
        assertEquals("public", identifiers.resolve(new UniqueIdentifier.Nth(1)));
        assertEquals("new public", identifiers.resolve(new UniqueIdentifier.Nth(-1)));
    }

    @Test
    void theMostRecent_isReferredTo() {
        answered(new Import.Response("first"));
        answered(new Import.Response("second"));
        assertEquals("second", identifiers.resolve(new UniqueIdentifier.OfBatch(UniqueIdentifierEnumeration.IMPORT)));
        assertEquals("first", identifiers.resolve(new UniqueIdentifier.Nth(0)));
    }

    @Test
    void several_areNoSingleObject_andLeaveNoPlaceholder() {
        answered(new Locate.Response(null, List.of("a", "b")));
        UniqueIdentifier located = new UniqueIdentifier.OfBatch(UniqueIdentifierEnumeration.LOCATE);
        assertEquals(List.of("a", "b"), identifiers.all(located));
        assertEquals(ResultReason.INVALID_FIELD, assertThrows(KmipException.class, () -> identifiers.resolve(located)).reason());
        assertEquals(ResultReason.OBJECT_NOT_FOUND, assertThrows(KmipException.class, () -> identifiers.resolve(null)).reason());
    }

    private void answered(ResponsePayload response) {
        identifiers.answered(response, response.toStructure(ProtocolVersion.V2_1));
    }

    private List<String> all(UniqueIdentifierEnumeration value) {
        return identifiers.all(new UniqueIdentifier.OfBatch(value));
    }
}
