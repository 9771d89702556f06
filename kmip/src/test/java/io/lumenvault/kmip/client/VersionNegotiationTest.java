package io.lumenvault.kmip.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseHeader;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.payload.DiscoverVersions;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionNegotiationTest {

    private static ProtocolVersion negotiate(VersionNegotiation.Sender sender) throws IOException {
        return VersionNegotiation.negotiate(sender, List.of(), ProtocolVersion.supported());
    }

    private static ResponseMessage answer(RequestMessage request, ProtocolVersion... versions) {
        return new ResponseMessage(ResponseHeader.of(request.version(), Instant.EPOCH), List.of(ResponseBatchItem.success(
                request.items().getFirst(), new DiscoverVersions.Response(List.of(versions)), request.version())));
    }

    @Test
    void serverThatEndsTheConnection_isAnIoErrorAndNoRefusal() {
        IOException ended = new TlsConnection.ConnectionEndedException(null);
        assertSame(ended, assertThrows(IOException.class, () -> negotiate(request -> {
            throw ended;
        })));
    }

    @Test
    void serverThatEndsTheConnectionAtAVersionItLacks_isAskedAtAnother() throws IOException {
        assertEquals(ProtocolVersion.V1_4, negotiate(request -> {
            if (request.version().major() > 1) {
                throw new TlsConnection.ConnectionEndedException(null);
            }
            return answer(request, ProtocolVersion.V1_2, ProtocolVersion.V1_4);
        }));
    }

    @Test
    void serverWithoutDiscoverVersions_speaks10() throws IOException {
        assertEquals(ProtocolVersion.V1_0, negotiate(request -> ResponseMessage.failure(ProtocolVersion.V1_0, Instant.EPOCH,
                new KmipException(ResultReason.OPERATION_NOT_SUPPORTED, "no"))));
    }
}
