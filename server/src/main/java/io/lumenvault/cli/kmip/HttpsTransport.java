package io.lumenvault.cli.kmip;

import io.lumenvault.kmip.conformance.Player;
import io.lumenvault.kmip.encoding.EncodingException;
import io.lumenvault.kmip.encoding.JsonEncoding;
import io.lumenvault.kmip.encoding.XmlEncoding;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.payload.DiscoverVersions;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Sends messages by HTTPS POST to {@code /kmip}, in one encoding. */
public final class HttpsTransport implements Player.Transport, AutoCloseable {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final int OK = 200;

    private final HttpClient http;
    private final URI target;
    private final MessageTransport encoding;

    /** @param encoding of messages; anything else than XML and JSON is TTLV */
    public HttpsTransport(String host, int port, SSLContext tls, MessageTransport encoding) {
        this.http = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER_LIMIT).build();
        this.target = URI.create("https://" + host + ":" + port + "/kmip");
        this.encoding = encoding;
    }

    /** The versions that the server says it speaks. */
    public List<ProtocolVersion> versions() throws IOException {
        Structure answer = exchange(RequestMessage.of(RequestHeader.of(ProtocolVersion.V1_4),
                List.of(new DiscoverVersions.Request(List.of()))).toStructure());
        ResponseMessage message = ResponseMessage.read(answer);
        return ((DiscoverVersions.Response) message.items().getFirst()
                .readPayload(Operation.DISCOVER_VERSIONS, message.version())).versions();
    }

    @Override
    public Structure exchange(Structure request) throws IOException {
        HttpRequest post = HttpRequest.newBuilder(target).timeout(ANSWER_LIMIT).header("Content-Type", mediaType())
                .POST(BodyPublishers.ofByteArray(written(request))).build();
        try {
            HttpResponse<byte[]> answer = http.send(post, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != OK) {
                throw new IOException("HTTP status " + answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return read(answer.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for an answer", interrupted);
        }
    }

    private String mediaType() {
        return switch (encoding) {
            case XML -> "text/xml";
            case JSON -> "application/json";
            default -> "application/octet-stream";
        };
    }

    private byte[] written(Structure request) {
        return switch (encoding) {
            case XML -> XmlEncoding.write(request).getBytes(StandardCharsets.UTF_8);
            case JSON -> JsonEncoding.write(request).getBytes(StandardCharsets.UTF_8);
            default -> TtlvWriter.write(request);
        };
    }

    private Structure read(byte[] answer) throws IOException {
        try {
            Item item = switch (encoding) {
                case XML -> XmlEncoding.read(new String(answer, StandardCharsets.UTF_8));
                case JSON -> JsonEncoding.read(new String(answer, StandardCharsets.UTF_8));
                default -> TtlvReader.readWithPreview(answer);
            };
            return (Structure) item;
        } catch (EncodingException | TtlvException | ClassCastException malformed) {
            throw new IOException("the server's answer is not a message in " + encoding + ": " + malformed.getMessage(), malformed);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
