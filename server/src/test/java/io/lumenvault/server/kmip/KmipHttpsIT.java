package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import io.lumenvault.server.kmip.MessageEncoding.UnreadableMessageException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** KMIP by HTTPS POST on one real site. */
@ExtendWith(SharedKmipSite.class)
class KmipHttpsIT {

    private static final String OWNER = "kmip-client-a";
    private static final int OK = 200;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int MESSAGE_BYTES = 1 << 20;

    private final KmipSite site;

    KmipHttpsIT(KmipSite site) {
        this.site = site;
    }

    @ParameterizedTest
    @EnumSource(MessageEncoding.class)
    void keyMadeByHttps_isTheCallersOnTheKmipPortToo_andNobodyElses(MessageEncoding encoding) throws Exception {
        HttpResponse<byte[]> answer = post(OWNER, encoding.mediaType(), encoding.write(create()));
        assertEquals(OK, answer.statusCode());
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith(encoding.mediaType()));
        assertEquals("no-cache, no-store", String.join(", ", answer.headers().firstValue("Cache-Control").orElse("").split(",\\s*")));
        String key = ((Create.Response) item(encoding, answer).readPayload(Operation.CREATE, ProtocolVersion.V2_1)).uniqueIdentifier();
        try (KmipClient own = site.client(OWNER, ProtocolVersion.V2_1);
                KmipClient other = site.client("kmip-other", ProtocolVersion.V2_1)) {
            assertEquals(32, own.get(key).keyBlock().material().orElseThrow().length);
            assertEquals(ResultReason.OBJECT_NOT_FOUND, assertThrows(KmipException.class, () -> other.get(key)).reason());
            own.destroy(key);
        }
    }

    @Test
    void principalWithoutTheRight_isRefusedInKmipsOwnWords() throws Exception {
        HttpResponse<byte[]> answer = post("auditor", MessageEncoding.JSON.mediaType(), MessageEncoding.JSON.write(create()));
        assertEquals(OK, answer.statusCode());
        assertEquals(ResultReason.PERMISSION_DENIED, item(MessageEncoding.JSON, answer).reason());
    }

    @Test
    void bodyThatIsNoMessage_isInvalidMessage() throws Exception {
        HttpResponse<byte[]> answer = post(OWNER, MessageEncoding.XML.mediaType(), "<RequestMessage><Nothing/>".getBytes());
        assertEquals(OK, answer.statusCode());
        assertEquals(ResultReason.INVALID_MESSAGE, item(MessageEncoding.XML, answer).reason());
    }

    @Test
    void otherMediaType_is415_andTooLongAMessage_is413() throws Exception {
        assertEquals(UNSUPPORTED_MEDIA_TYPE, post(OWNER, "text/plain", new byte[] {1}).statusCode());
        assertEquals(CONTENT_TOO_LARGE,
                post(OWNER, MessageEncoding.TTLV.mediaType(), new byte[MESSAGE_BYTES + 1]).statusCode());
    }

    private static Structure create() {
        return RequestMessage.of(RequestHeader.of(ProtocolVersion.V2_1), List.of(new Create.Request(ObjectType.SYMMETRIC_KEY,
                Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                        Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256),
                        Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x0C))))).toStructure();
    }

    private static ResponseBatchItem item(MessageEncoding encoding, HttpResponse<byte[]> answer) throws UnreadableMessageException {
        return ResponseMessage.read(TtlvWriter.write(encoding.read(answer.body(), false))).items().getFirst();
    }

    private HttpResponse<byte[]> post(String name, String type, byte[] body) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().sslContext(site.tls(name)).version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + site.httpsPort() + "/kmip"))
                    .header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
        }
    }
}
