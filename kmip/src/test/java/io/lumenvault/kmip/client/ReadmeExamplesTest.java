package io.lumenvault.kmip.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.encoding.XmlEncoding;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Activate;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.Notify;
import io.lumenvault.kmip.payload.Put;
import io.lumenvault.kmip.payload.ReKey;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.Samples;
import io.lumenvault.kmip.spec.AsynchronousIndicator;
import io.lumenvault.kmip.spec.BatchErrorContinuationOption;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.PutFunction;
import io.lumenvault.kmip.spec.State;
import io.lumenvault.kmip.ttlv.TtlvReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the module's README, letter for letter: they compile, and they run against a listener. */
class ReadmeExamplesTest {

    private static final List<RequestPayload> SERVER_REQUESTS = List.of(
            new Notify.Request("a", List.of(Attribute.of(AttributeType.STATE, State.DEACTIVATED)), List.of()),
            new Put.Request("b", PutFunction.REPLACE, "a", new ManagedObject.SymmetricKey(
                    KeyBlock.of(KeyFormatType.RAW, new byte[] {1, 2, 3}, CryptographicAlgorithm.AES, 24)), List.of()));

    @TempDir
    private Path folder;

    private int used;

    private void use(byte[] key) {
        used = key.length;
    }

    @Test
    void examples_run() throws Exception {
        SSLContext tls = TestCertificate.context(folder);
        try (LoopbackServer server = new LoopbackServer(tls, (request, version) -> Samples.response(request.operation()))) {
            String host = "localhost";
            int port = server.port();
            try (KmipClient client = KmipClient.builder(host, port, tls).connectTimeout(Duration.ofSeconds(2)).build()) {
                String key = client.create(ObjectType.SYMMETRIC_KEY, Attribute.name("backup 7"),
                        Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                        Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256),
                        Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK,
                                KmipMask.of(CryptographicUsageMask.ENCRYPT, CryptographicUsageMask.DECRYPT)));
                client.activate(key);
                ManagedObject object = client.get(key);
                try {
                    use(object.keyBlock().material().orElseThrow());
                } finally {
                    object.wipe();
                }
            }
            assertEquals(3, used);
            try (KmipClient client = KmipClient.builder(host, port, tls).build()) {
                withAClient(client, new byte[] {1});
            }
        }
    }

    private static void withAClient(KmipClient client, byte[] data) throws Exception {
        List<BatchResult> results = client.batch(List.of(
                new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.of(Attribute.name("batch"))),
                new Activate.Request(null)), BatchErrorContinuationOption.UNDO);
        String made = results.get(0).get(Create.Response.class).uniqueIdentifier();
        assertEquals("a", made);
        byte[] signature = client.cryptography().sign(made, null, data);
        boolean valid = client.cryptography().verify(made, null, data, signature);
        assertEquals(false, valid);
        BatchResult result = client.pending().submit(new ReKey.Request(UniqueIdentifier.of(made), null, Attributes.NONE, List.of()),
                AsynchronousIndicator.OPTIONAL);
        while (result.pending().isPresent()) {
            Thread.sleep(200);
            result = client.pending().poll(result.pending().get(), Operation.RE_KEY);
        }
        String replacement = result.get(ReKey.Response.class).uniqueIdentifier();
        assertEquals("a", replacement);
    }

    private final List<String> changes = new ArrayList<>();

    private void changed(String object, List<Attribute> attributes) {
        changes.add(object + " " + attributes.getFirst().name().text());
    }

    @Test
    void connection_isHandedOver() throws Exception {
        SSLContext tls = TestCertificate.context(folder);
        try (AskingServer server = new AskingServer(tls, ProtocolVersion.V2_1, SERVER_REQUESTS);
                KmipClient client = KmipClient.builder("localhost", server.port(), tls).version(ProtocolVersion.V2_1).build()) {
            ServerToClientOperations operations = ServerToClientOperations.NONE
                    .onNotify(change -> changed(change.uniqueIdentifier(), change.changed()))
                    .onPut(pushed -> use(pushed.object().keyBlock().material().orElseThrow()));
            try (ServerEndpoint endpoint = client.handOver(operations)) {
                endpoint.serve();
            }
            assertEquals(List.of("a State"), changes);
            assertEquals(3, used);
            assertTrue(server.answers().stream().allMatch(answer -> answer.items().getFirst().succeeded()), server.answers()::toString);
        }
    }

    @Test
    void messages_areReadAndShown() {
        byte[] bytes = RequestMessage.of(RequestHeader.of(ProtocolVersion.V1_4),
                List.of(new Get.Request(UniqueIdentifier.of("k")))).toBytes();
        RequestMessage request = RequestMessage.read(bytes);
        Get.Request get = (Get.Request) request.items().getFirst().readPayload(request.version());
        String xml = XmlEncoding.write(TtlvReader.read(bytes));
        assertEquals(UniqueIdentifier.of("k"), get.uniqueIdentifier());
        assertTrue(xml.contains("<UniqueIdentifier type=\"TextString\" value=\"k\"/>"), xml);
    }

    @Test
    void readme_examples_standInThisClass() throws Exception {
        String here = withoutSpace(Files.readString(Path.of("src/test/java/io/lumenvault/kmip/client/ReadmeExamplesTest.java")));
        Matcher example = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        int examples = 0;
        while (example.find()) {
            assertTrue(here.contains(withoutSpace(example.group(1))), example.group(1));
            examples++;
        }
        assertEquals(6, examples);
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
