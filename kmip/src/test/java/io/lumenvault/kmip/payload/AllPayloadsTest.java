package io.lumenvault.kmip.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.attribute.UnknownAttributeName;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.KeyValue;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.KeyWrapType;
import io.lumenvault.kmip.spec.ObjectGroupMember;
import io.lumenvault.kmip.spec.ObjectType;
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
        for (ProtocolVersion version : ProtocolVersion.withPreview()) {
            for (RequestPayload request : Samples.requests(version)) {
                seen.add(request.operation());
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
    void requests_withWhatTheVersionLacks_areRefusedNotWrittenWithoutIt() {
        CryptographicParameters salted = CryptographicParameters.from(Structure.of(Tag.CRYPTOGRAPHIC_PARAMETERS,
                new Item.Int(Tag.SALT_LENGTH, 20)));
        lacking(ProtocolVersion.V1_3, "Authenticated Encryption Additional Data",
                new Encrypt.Request(ID, null, BYTES, BYTES, null, BYTES));
        lacking(ProtocolVersion.V1_3, "Authenticated Encryption Tag", new Decrypt.Request(ID, null, BYTES, BYTES, null, null, BYTES));
        lacking(ProtocolVersion.V1_3, "Digested Data", new Sign.Request(ID, null, null, BYTES, null));
        lacking(ProtocolVersion.V1_3, "Digested Data", new SignatureVerify.Request(ID, null, null, BYTES, BYTES, null));
        lacking(ProtocolVersion.V1_3, "Cryptographic Parameters", new Sign.Request(ID, salted, BYTES, null, null));
        for (RequestPayload streamed : List.of(new Encrypt.Request(ID, null, BYTES, null, STREAM, null),
                new Decrypt.Request(ID, null, BYTES, null, STREAM, null, null), new Sign.Request(ID, null, BYTES, null, STREAM),
                new SignatureVerify.Request(ID, null, BYTES, null, BYTES, STREAM), new Mac.Request(ID, null, BYTES, STREAM),
                new MacVerify.Request(ID, null, BYTES, BYTES, STREAM), new Hash.Request(Samples.parameters(), BYTES, STREAM))) {
            lacking(ProtocolVersion.V1_2, "Correlation Value", streamed);
        }
        lacking(ProtocolVersion.V1_2, "Offset Items", new Locate.Request(5, 5, null, null, List.of()));
        lacking(ProtocolVersion.V1_0, "Object Group Member",
                new Locate.Request(5, null, null, ObjectGroupMember.GROUP_MEMBER_FRESH, List.of()));
        lacking(ProtocolVersion.V1_3, "Key Wrap Type", new Get.Request(ID, null, KeyWrapType.NOT_WRAPPED, null, null));
        lacking(ProtocolVersion.V1_4, "Protection Storage Masks", new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.NONE, List.of(1)));
        lacking(ProtocolVersion.V1_4, "Certificate Request Unique Identifier",
                new ReCertify.Request(ID, ID, null, null, null, Attributes.NONE, List.of()));
    }

    @Test
    void requests_withAttributesThatTheVersionLacks_areRefusedNotWrittenWithoutThem() {
        Attribute sensitive = Attribute.of(AttributeType.SENSITIVE, true);
        KeyBlock with = new KeyBlock(KeyFormatType.RAW, null,
                new KeyValue.Plain(new Item.Bytes(Tag.KEY_MATERIAL, BYTES), List.of(sensitive)), null, null, null);
        lacking(ProtocolVersion.V1_3, "Sensitive", new Register.Request(Attributes.NONE, new ManagedObject.SymmetricKey(with)));
        lacking(ProtocolVersion.V1_3, "Sensitive",
                new Register.Request(Attributes.NONE, new ManagedObject.Template(List.of(sensitive))));
        lacking(ProtocolVersion.V1_1, "Cryptographic Parameters", new AddAttribute.Request(ID,
                Attribute.of(AttributeType.CRYPTOGRAPHIC_PARAMETERS, Structure.of(Tag.CRYPTOGRAPHIC_PARAMETERS, new Item.Int(Tag.TAG_LENGTH, 16)))));
        lacking(ProtocolVersion.V1_3, "Sensitive", new GetAttributes.Request(ID, List.of(AttributeType.SENSITIVE)));
        lacking(ProtocolVersion.V1_3, "Sensitive",
                new DeleteAttribute.Request(ID, new AttributeSelector.Named(AttributeType.SENSITIVE)));
        lacking(ProtocolVersion.V2_1, "Operation Policy Name",
                new GetAttributes.Request(ID, List.of(AttributeType.OPERATION_POLICY_NAME)));
        lacking(ProtocolVersion.V2_1, "Operation Policy Name", new ModifyAttribute.Request(ID, new AttributeSelector.WithValue(
                Attribute.of(AttributeType.OPERATION_POLICY_NAME, "p")), Attribute.name("n")));
    }

    private static void lacking(ProtocolVersion version, String what, RequestPayload request) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> request.toStructure(version));
        assertTrue(refused.getMessage().startsWith("version " + version) && refused.getMessage().contains(what), refused.getMessage());
    }

    @Test
    void modifyAttribute_instance_isSelectedAsTheVersionCanOrTheRequestIsRefused() {
        Attribute name = Attribute.name("n");
        ModifyAttribute.Request third = new ModifyAttribute.Request(ID, new AttributeSelector.AtIndex(AttributeType.NAME, 2), name);
        Structure written = (Structure) third.toStructure(ProtocolVersion.V1_4).first(Tag.ATTRIBUTE);
        assertEquals(new Item.Int(Tag.ATTRIBUTE_INDEX, 2), written.first(Tag.ATTRIBUTE_INDEX));
        lacking(ProtocolVersion.V2_1, "AtIndex", third);
        lacking(ProtocolVersion.V1_4, "AtIndex",
                new ModifyAttribute.Request(ID, new AttributeSelector.AtIndex(AttributeType.NAME, -1), name));
        lacking(ProtocolVersion.V1_4, "WithValue",
                new ModifyAttribute.Request(ID, new AttributeSelector.WithValue(Attribute.name("old")), name));
        Structure first = (Structure) new ModifyAttribute.Request(ID, name).toStructure(ProtocolVersion.V1_4).first(Tag.ATTRIBUTE);
        assertEquals(null, first.first(Tag.ATTRIBUTE_INDEX));
    }

    /** A server may list and send what its vendor has added: the rest of its answer is read. */
    @Test
    void responses_withWhatNoTableHas_areReadWithoutIt() {
        Structure query = Structure.of(Tag.RESPONSE_PAYLOAD, new Item.Enumeration(Tag.OPERATION, 0x80000001),
                new Item.Enumeration(Tag.OPERATION, Operation.GET.code()), new Item.Enumeration(Tag.OBJECT_TYPE, 0x80000001));
        Query.Response can = (Query.Response) Payloads.readResponse(Operation.QUERY, query, ProtocolVersion.V2_1);
        assertEquals(List.of(Operation.GET), can.operations());
        assertEquals(List.of(), can.objectTypes());
        Item state = new Item.Enumeration(Tag.STATE, 1);
        Structure of2 = Structure.of(Tag.RESPONSE_PAYLOAD, Item.Text.of(Tag.UNIQUE_IDENTIFIER, "a"),
                Structure.of(Tag.ATTRIBUTES, Item.Text.of(Tag.of(0x540001), "own"), state));
        Structure of1 = Structure.of(Tag.RESPONSE_PAYLOAD, Item.Text.of(Tag.UNIQUE_IDENTIFIER, "a"),
                attribute("Colour", Item.Text.of(Tag.ATTRIBUTE_VALUE, "red")), attribute("State", state.withTag(Tag.ATTRIBUTE_VALUE)),
                attribute("Rotate Date", new Item.DateTime(Tag.ATTRIBUTE_VALUE, 0)));
        assertEquals(List.of(Attribute.of(AttributeType.STATE, state)), attributes(of2, ProtocolVersion.V2_1));
        assertEquals(List.of(Attribute.of(AttributeType.STATE, state)), attributes(of1, ProtocolVersion.V1_4));
        Structure added = Structure.of(Tag.RESPONSE_PAYLOAD, Item.Text.of(Tag.UNIQUE_IDENTIFIER, "a"),
                attribute("Colour", Item.Text.of(Tag.ATTRIBUTE_VALUE, "red")));
        assertEquals(new AddAttribute.Response("a", null),
                Payloads.readResponse(Operation.ADD_ATTRIBUTE, added, ProtocolVersion.V1_4));
    }

    private static List<Attribute> attributes(Structure payload, ProtocolVersion version) {
        return ((GetAttributes.Response) Payloads.readResponse(Operation.GET_ATTRIBUTES, payload, version)).attributes();
    }

    private static Structure attribute(String name, Item value) {
        return Structure.of(Tag.ATTRIBUTE, Item.Text.of(Tag.ATTRIBUTE_NAME, name), value);
    }

    @Test
    void attributeReference_ofMoreThanThreeBytes_isNotTakenForTheTagOfItsLastThree() {
        Structure payload = Structure.of(Tag.REQUEST_PAYLOAD, Item.Text.of(Tag.UNIQUE_IDENTIFIER, "a"),
                new Item.Enumeration(Tag.ATTRIBUTE_REFERENCE, 0x80000000 | Tag.NAME.code()));
        DeleteAttribute.Request read =
                (DeleteAttribute.Request) Payloads.readRequest(Operation.DELETE_ATTRIBUTE, payload, ProtocolVersion.V2_1);
        assertEquals(new UnknownAttributeName("0x80420053"), read.instance().name());
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
