package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.payload.Query;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.QueryFunction;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientCorrelationTest {

    @Test
    void valueThatFits_isLoggedAsItIs() {
        assertEquals("payment run 17 ü", of("payment run 17 ü"));
        assertNull(of(null));
        assertNull(of("  "));
    }

    @Test
    void whatCannotBeStoredOrIsTooLong_isReplacedOrCut() {
        assertEquals("a?b?c?", of("a\u0000b\nc\ud800"));
        assertEquals(200, of("x".repeat(5000)).length());
    }

    private static String of(String value) {
        RequestHeader header = new RequestHeader(ProtocolVersion.V2_1, null, value, null, null, null, List.of(), List.of(), null, null, null);
        return ClientCorrelation.of(RequestMessage.of(header, List.of(new Query.Request(QueryFunction.QUERY_OPERATIONS))));
    }
}
