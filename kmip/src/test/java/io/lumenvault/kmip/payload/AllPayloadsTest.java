package io.lumenvault.kmip.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Payloads with every field filled: written for each version that has the operation, read back, and written the same. */
class AllPayloadsTest {

    private static final UniqueIdentifier ID = UniqueIdentifier.of("id-1");
    private static final byte[] BYTES = {1, 2, 3};
    private static final StreamPosition STREAM = new StreamPosition(BYTES, null, true);

    @Test
    void requests_everyVersionThatHasTheOperation_areReadAndWrittenTheSame() {
        Set<Operation> seen = EnumSet.noneOf(Operation.class);
        for (RequestPayload request : Samples.requests()) {
            seen.add(request.operation());
            for (ProtocolVersion version : ProtocolVersion.withPreview()) {
                if (request.operation().availableAt(version)) {
                    Structure written = request.toStructure(version);
                    Structure sent = TtlvReader.readStructureWithPreview(TtlvWriter.write(written));
                    RequestPayload received = Payloads.readRequest(request.operation(), sent, version);
                    assertEquals(request.getClass(), received.getClass());
                    assertEquals(written, received.toStructure(version), request.operation() + " at " + version);
                } else {
                    KmipException refused = assertThrows(KmipException.class,
                            () -> Payloads.readRequest(request.operation(), Structure.of(Tag.REQUEST_PAYLOAD), version));
                    assertEquals(ResultReason.OPERATION_NOT_SUPPORTED, refused.reason());
                }
            }
        }
        assertTrue(seen.size() >= 48, "operations " + seen.size());
    }

    @Test
    void responses_everyVersionThatHasTheOperation_areReadAndWrittenTheSame() {
        for (ResponsePayload response : Samples.responses()) {
            for (ProtocolVersion version : ProtocolVersion.withPreview()) {
                if (response.operation().availableAt(version)) {
                    Structure written = response.toStructure(version);
                    Structure sent = TtlvReader.readStructureWithPreview(TtlvWriter.write(written));
                    ResponsePayload received = Payloads.readResponse(response.operation(), sent, version);
                    assertEquals(written, received.toStructure(version), response.operation() + " at " + version);
                }
            }
        }
    }

    /** A request that lacks what it needs is refused with a reason, whatever the operation: never by a crash. */
    @Test
    void readRequest_emptyPayload_isReadOrRefusedWithAReason() {
        for (Operation operation : Operation.values()) {
            for (ProtocolVersion version : ProtocolVersion.withPreview()) {
                try {
                    Payloads.readRequest(operation, Structure.of(Tag.REQUEST_PAYLOAD), version);
                } catch (KmipException refused) {
                    assertTrue(refused.reason() == ResultReason.INVALID_MESSAGE || refused.reason() == ResultReason.OPERATION_NOT_SUPPORTED,
                            operation + " at " + version + ": " + refused.reason());
                }
            }
        }
    }

    @Test
    void sign_version12_hasNoStreamAndNoDigest() {
        Structure written = new Sign.Request(ID, null, BYTES, BYTES, STREAM).toStructure(ProtocolVersion.V1_2);
        assertEquals(List.of(Tag.UNIQUE_IDENTIFIER, Tag.DATA), written.items().stream().map(Item::tag).toList());
    }

    @Test
    void notify_deletedAttribute_hasNoValueIn1AndIsAReferenceIn2() {
        Notify.Request notify = new Notify.Request("a", List.of(), List.of(AttributeType.CONTACT_INFORMATION));
        Structure of1 = (Structure) notify.toStructure(ProtocolVersion.V1_4).first(Tag.ATTRIBUTE);
        assertEquals(1, of1.items().size());
        assertTrue(notify.toStructure(ProtocolVersion.V2_1).first(Tag.ATTRIBUTE_REFERENCE) instanceof Item.Enumeration);
    }

    @Test
    void create_version30_writesNamesAsTextsAndIdentifiersAsIdentifiers() {
        Structure payload = new CreateUser.Request(Attributes.of(Attribute.name("n"))).toStructure(ProtocolVersion.V3_0);
        Structure attributes = (Structure) payload.first(Tag.ATTRIBUTES);
        assertEquals(Item.Text.of(Tag.NAME, "n"), attributes.first(Tag.NAME));
        Item identifier = new Obliterate.Request(ID).toStructure(ProtocolVersion.V3_0).first(Tag.UNIQUE_IDENTIFIER);
        assertEquals("Identifier", identifier.type().xmlName());
    }
}
