package io.lumenvault.kmip.payload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.spec.DataEnumeration;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferringTest {

    private static final UniqueIdentifier ID = UniqueIdentifier.of("key");
    private static final byte[] OUTPUT = {7};
    private static final List<DataReferences.Answered> EARLIER = List.of(new DataReferences.Answered(Operation.HASH,
            new Hash.Response(OUTPUT, null).toStructure(ProtocolVersion.V2_1)));

    static List<RequestPayload> requests() {
        return List.of(new Encrypt.Request(ID, null, null, new byte[] {1}, null, null),
                new Decrypt.Request(ID, null, null, null, null, null, null), new Sign.Request(ID, null, null, null, null),
                new SignatureVerify.Request(ID, null, null, null, new byte[] {2}, null), new Mac.Request(ID, null, null, null),
                new MacVerify.Request(null, null, null, new byte[] {3}, null), new Hash.Request(Samples.parameters(), null, null));
    }

    /** What the server reads is the request with the bytes, each field in its place. */
    @ParameterizedTest
    @MethodSource("requests")
    void request_thatRefersToData_isReadWithTheBytesInTheirPlace(RequestPayload request) {
        for (DataReference reference : List.of(new DataReference.Last(DataEnumeration.HASH), new DataReference.At(0))) {
            RequestBatchItem sent = RequestBatchItem.of(new Referring(request, reference), null, ProtocolVersion.V2_1);
            Structure resolved = DataReferences.resolve(sent.payload(), EARLIER);
            RequestPayload read = Payloads.readRequest(sent.operation().orElseThrow(), resolved, ProtocolVersion.V2_1);
            assertArrayEquals(OUTPUT, data(read));
            assertEquals(resolved, read.toStructure(ProtocolVersion.V2_1));
        }
    }

    private static byte[] data(RequestPayload read) {
        return switch (read) {
            case Encrypt.Request encrypt -> encrypt.data();
            case Decrypt.Request decrypt -> decrypt.data();
            case Sign.Request sign -> sign.data();
            case SignatureVerify.Request verify -> verify.data();
            case Mac.Request mac -> mac.data();
            case MacVerify.Request verify -> verify.data();
            case Hash.Request hash -> hash.data();
            default -> throw new IllegalArgumentException(read.toString());
        };
    }

    @Test
    void request_thatCannotRefer_isRefused() {
        DataReference last = new DataReference.Last(DataEnumeration.ENCRYPT);
        assertThrows(IllegalArgumentException.class, () -> new Referring(new RngSeed.Request(OUTPUT), last));
        assertThrows(IllegalArgumentException.class,
                () -> new Referring(new Mac.Request(ID, null, null, null), last).toStructure(ProtocolVersion.V1_4));
        assertThrows(IllegalArgumentException.class,
                () -> new Referring(new Mac.Request(ID, null, OUTPUT, null), last).toStructure(ProtocolVersion.V2_1));
    }
}
