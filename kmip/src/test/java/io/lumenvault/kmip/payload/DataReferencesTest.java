package io.lumenvault.kmip.payload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.DataEnumeration;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataReferencesTest {

    private static final List<DataReferences.Answered> EARLIER = List.of(
            answered(Operation.RNG_RETRIEVE, new RngRetrieve.Response(new byte[] {1})),
            answered(Operation.SIGN, new Sign.Response("a", new byte[] {2}, null)),
            answered(Operation.RNG_RETRIEVE, new RngRetrieve.Response(new byte[] {3})));

    private static DataReferences.Answered answered(Operation operation, ResponsePayload payload) {
        return new DataReferences.Answered(operation, payload.toStructure(ProtocolVersion.V2_1));
    }

    private static byte[] resolved(Item data) {
        Structure payload = DataReferences.resolve(Structure.of(Tag.REQUEST_PAYLOAD, Item.Text.of(Tag.UNIQUE_IDENTIFIER, "k"),
                data), EARLIER);
        return ((Mac.Request) Payloads.readRequest(Operation.MAC, payload, ProtocolVersion.V2_1)).data();
    }

    @Test
    void resolve_nameOrNumber_isTheOutputOfAnEarlierOperation() {
        assertArrayEquals(new byte[] {3}, resolved(new Item.Enumeration(Tag.DATA, DataEnumeration.RNG_RETRIEVE.code())));
        assertArrayEquals(new byte[] {2}, resolved(new Item.Enumeration(Tag.DATA, DataEnumeration.SIGN_SIGNATURE_DATA.code())));
        assertArrayEquals(new byte[] {1}, resolved(new Item.Int(Tag.DATA, 0)));
        assertArrayEquals(new byte[] {3}, resolved(new Item.Int(Tag.DATA, -1)));
    }

    @Test
    void resolve_bytes_areLeftAlone() {
        Structure payload = Structure.of(Tag.REQUEST_PAYLOAD, new Item.Bytes(Tag.DATA, new byte[] {9}));
        assertSame(payload, DataReferences.resolve(payload, EARLIER));
        assertSame(payload, DataReferences.resolve(payload, List.of()));
    }

    @Test
    void resolve_nothingOfThatKindBefore_isMissingData() {
        assertReason(ResultReason.MISSING_DATA, new Item.Enumeration(Tag.DATA, DataEnumeration.HASH.code()));
        assertReason(ResultReason.MISSING_DATA, new Item.Int(Tag.DATA, 3));
        assertReason(ResultReason.MISSING_DATA, new Item.Int(Tag.DATA, -4));
        assertReason(ResultReason.INVALID_FIELD, new Item.Enumeration(Tag.DATA, 0x99));
    }

    private static void assertReason(ResultReason reason, Item data) {
        assertEquals(reason, assertThrows(KmipException.class, () -> resolved(data)).reason());
    }
}
