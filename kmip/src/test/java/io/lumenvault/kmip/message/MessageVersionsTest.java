package io.lumenvault.kmip.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.attribute.VendorAttributeName;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Activate;
import io.lumenvault.kmip.payload.AddAttribute;
import io.lumenvault.kmip.payload.AttributeSelector;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.DeleteAttribute;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.GetAttributes;
import io.lumenvault.kmip.payload.Locate;
import io.lumenvault.kmip.payload.ModifyAttribute;
import io.lumenvault.kmip.payload.Query;
import io.lumenvault.kmip.payload.Register;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.Ticket;
import io.lumenvault.kmip.spec.AttestationType;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ObjectGroupMember;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.TicketType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvReader;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageVersionsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final UniqueIdentifier ID = UniqueIdentifier.of("id-1");

    static Stream<ProtocolVersion> versions() {
        return ProtocolVersion.supported().stream();
    }

    private static <T extends RequestPayload> T roundTrip(T payload, ProtocolVersion version, Class<T> type) {
        RequestMessage sent = RequestMessage.of(RequestHeader.of(version), List.of(payload));
        RequestMessage received = RequestMessage.read(sent.toBytes());
        assertEquals(version, received.version());
        return type.cast(received.items().getFirst().readPayload(version));
    }

    private static <T extends RequestPayload> void assertSame(T payload, ProtocolVersion version, Class<T> type) {
        assertEquals(payload, roundTrip(payload, version, type));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void requests_anyVersion_areReadIntoTheSameModel(ProtocolVersion version) {
        Attributes attributes = Attributes.of(Attribute.name("key one"),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256),
                Attribute.of(AttributeType.OBJECT_GROUP, "link-ab"),
                Attribute.of(VendorAttributeName.x("barcode"), "AB12"));
        assertSame(new Create.Request(ObjectType.SYMMETRIC_KEY, attributes), version, Create.Request.class);
        ManagedObject key = new ManagedObject.SymmetricKey(
                KeyBlock.of(KeyFormatType.RAW, new byte[32], CryptographicAlgorithm.AES, 256));
        assertSame(new Register.Request(attributes, key), version, Register.Request.class);
        assertSame(new Get.Request(ID, KeyFormatType.RAW, null, null, null), version, Get.Request.class);
        assertSame(new GetAttributes.Request(null, List.of(AttributeType.STATE, VendorAttributeName.x("barcode"))),
                version, GetAttributes.Request.class);
        assertSame(new AddAttribute.Request(ID, Attribute.name("second")), version, AddAttribute.Request.class);
        assertSame(new Locate.Request(5, null, null, null, attributes.list()), version, Locate.Request.class);
        assertSame(new Activate.Request(null), version, Activate.Request.class);
    }

    @Test
    void create_version1_isTemplateAttributeAndVersion2Attributes() {
        Create.Request create = new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.of(Attribute.name("n")));
        assertNotNull(create.toStructure(ProtocolVersion.V1_4).first(Tag.TEMPLATE_ATTRIBUTE));
        assertNull(create.toStructure(ProtocolVersion.V1_4).first(Tag.ATTRIBUTES));
        assertNotNull(create.toStructure(ProtocolVersion.V2_1).first(Tag.ATTRIBUTES));
        assertNull(create.toStructure(ProtocolVersion.V2_1).first(Tag.TEMPLATE_ATTRIBUTE));
    }

    @Test
    void readPayload_shapeOfTheOtherMajorVersion_isInvalidField() {
        Create.Request create = new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.of(Attribute.name("n")));
        RequestBatchItem of1 = RequestBatchItem.of(create, null, ProtocolVersion.V1_4);
        assertReason(ResultReason.INVALID_FIELD, () -> of1.readPayload(ProtocolVersion.V2_1));
        RequestBatchItem of2 = RequestBatchItem.of(create, null, ProtocolVersion.V2_1);
        assertReason(ResultReason.INVALID_FIELD, () -> of2.readPayload(ProtocolVersion.V1_4));
    }

    @Test
    void locate_templateAttributeInVersion1_isRefusedNotIgnored() {
        Structure payload = Structure.of(Tag.REQUEST_PAYLOAD, Structure.of(Tag.TEMPLATE_ATTRIBUTE));
        RequestBatchItem item = new RequestBatchItem(Operation.LOCATE.code(), null, null, payload, List.of());
        assertReason(ResultReason.INVALID_FIELD, () -> item.readPayload(ProtocolVersion.V1_2));
    }

    @Test
    void locate_attributeThatNoTableHas_isRefusedNotIgnored() {
        Structure attribute = Structure.of(Tag.ATTRIBUTE, Item.Text.of(Tag.ATTRIBUTE_NAME, "Colour"),
                Item.Text.of(Tag.ATTRIBUTE_VALUE, "red"));
        Structure payload = Structure.of(Tag.REQUEST_PAYLOAD, attribute);
        RequestBatchItem item = new RequestBatchItem(Operation.LOCATE.code(), null, null, payload, List.of());
        KmipException refused =
                assertThrows(KmipException.class, () -> item.readPayload(ProtocolVersion.V1_2));
        assertEquals(ResultReason.INVALID_FIELD, refused.reason().at(ProtocolVersion.V1_2));
        assertEquals("no attribute is called \"Colour\"", refused.getMessage());
    }

    @Test
    void locate_objectGroupMemberInVersion10_isAcceptedLeniently() {
        Locate.Request fresh = new Locate.Request(1, null, null, ObjectGroupMember.GROUP_MEMBER_FRESH, List.of());
        RequestBatchItem item = RequestBatchItem.of(fresh, null, ProtocolVersion.V1_4);
        assertEquals(fresh, item.readPayload(ProtocolVersion.V1_0));
    }

    @Test
    void locate_attributeThatTheVersionLacks_cannotBeWritten() {
        Locate.Request request = new Locate.Request(Attribute.of(AttributeType.SENSITIVE, true));
        assertThrows(IllegalArgumentException.class, () -> request.toStructure(ProtocolVersion.V1_2));
    }

    @Test
    void selectors_byVersion_sayIndexOrValue() {
        Attribute name = Attribute.name("n");
        assertEquals(new AttributeSelector.AtIndex(AttributeType.NAME, 0),
                roundTrip(new ModifyAttribute.Request(ID, name), ProtocolVersion.V1_4, ModifyAttribute.Request.class)
                        .instance());
        assertSame(new ModifyAttribute.Request(ID, new AttributeSelector.WithValue(Attribute.name("old")), name),
                ProtocolVersion.V2_1, ModifyAttribute.Request.class);
        assertSame(new DeleteAttribute.Request(ID, new AttributeSelector.AtIndex(AttributeType.NAME, 2)),
                ProtocolVersion.V1_0, DeleteAttribute.Request.class);
        assertSame(new DeleteAttribute.Request(ID, new AttributeSelector.Named(AttributeType.NAME)),
                ProtocolVersion.V2_1, DeleteAttribute.Request.class);
        assertSame(new DeleteAttribute.Request(ID, new AttributeSelector.WithValue(name)), ProtocolVersion.V2_1,
                DeleteAttribute.Request.class);
    }

    @Test
    void response_version10_holdsNothingNewer() {
        ResponseHeader header = ResponseHeader.of(ProtocolVersion.V1_0, NOW).withServerCorrelationValue("log-7");
        RequestBatchItem request =
                RequestBatchItem.of(new GetAttributes.Request(ID, List.of()), null, ProtocolVersion.V1_0);
        CryptographicParameters parameters = new CryptographicParameters(BlockCipherMode.GCM, null, null, null, null,
                null, true, null, 16, null, null, null, null, null, null, null, null, null);
        GetAttributes.Response payload = new GetAttributes.Response("id-1", List.of(
                Attribute.of(AttributeType.FRESH, true), Attribute.of(AttributeType.STATE, 1).withIndex(0),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_PARAMETERS, parameters)));
        ResponseMessage message = new ResponseMessage(header,
                List.of(ResponseBatchItem.success(request, payload, ProtocolVersion.V1_0)));
        String text = message.toStructure().toString();
        assertFalse(text.contains("Server Correlation Value"), text);
        assertEquals(2, message.items().getFirst().payload().all(Tag.ATTRIBUTE).size());
        assertFalse(text.contains("Random IV"), text);
        assertTrue(text.contains("Block Cipher Mode"), text);
        ResponseMessage newer = new ResponseMessage(
                ResponseHeader.of(ProtocolVersion.V1_4, NOW).withServerCorrelationValue("log-7"), message.items());
        assertTrue(newer.toStructure().toString().contains("Server Correlation Value"));
    }

    @Test
    void queryResponse_version10_namesOnlyItsOperationsAndFields() {
        Query.Response all = Query.Response.builder()
                .operations(List.of(Operation.GET, Operation.DISCOVER_VERSIONS, Operation.PING))
                .objectTypes(List.of(ObjectType.SYMMETRIC_KEY, ObjectType.PGP_KEY))
                .capabilityInformation(List.of(Structure.of(Tag.CAPABILITY_INFORMATION)))
                .vendorIdentification("vendor").serverInformation(Structure.of(Tag.SERVER_INFORMATION)).build();
        Structure of10 = all.toStructure(ProtocolVersion.V1_0);
        assertEquals(List.of(Tag.OPERATION, Tag.OBJECT_TYPE, Tag.VENDOR_IDENTIFICATION, Tag.SERVER_INFORMATION),
                of10.items().stream().map(Item::tag).toList());
    }

    @Test
    void readPayload_operationNewerThanTheVersion_isNotSupported() {
        RequestBatchItem item = new RequestBatchItem(Operation.DISCOVER_VERSIONS.code(), null, null,
                Structure.of(Tag.REQUEST_PAYLOAD), List.of());
        assertReason(ResultReason.OPERATION_NOT_SUPPORTED, () -> item.readPayload(ProtocolVersion.V1_0));
        RequestBatchItem unknown =
                new RequestBatchItem(0x80000001, null, null, Structure.of(Tag.REQUEST_PAYLOAD), List.of());
        assertReason(ResultReason.OPERATION_NOT_SUPPORTED, () -> unknown.readPayload(ProtocolVersion.V1_0));
    }

    @Test
    void read_unknownVersion_isUnsupportedAndTellsWhich() {
        Structure request = RequestMessage
                .of(RequestHeader.of(new ProtocolVersion(1, 9)), List.of(new Activate.Request(ID))).toStructure();
        assertEquals(new ProtocolVersion(1, 9), RequestMessage.peekVersion(request));
        assertReason(ResultReason.UNSUPPORTED_PROTOCOL_VERSION, () -> RequestMessage.read(request));
        assertEquals(ResultReason.INVALID_MESSAGE,
                ResultReason.UNSUPPORTED_PROTOCOL_VERSION.at(ProtocolVersion.V1_0));
    }

    @Test
    void read_batchCountThatLies_isInvalidMessage() {
        Structure good = RequestMessage.of(RequestHeader.of(ProtocolVersion.V1_2), List.of(new Activate.Request(ID)))
                .toStructure();
        Structure lying = Structure.of(Tag.REQUEST_MESSAGE, good.items().getFirst(), good.items().getLast(),
                good.items().getLast());
        assertReason(ResultReason.INVALID_MESSAGE, () -> RequestMessage.read(lying));
    }

    @Test
    void read_fieldTwice_isInvalidMessage() {
        Item id = Item.Text.of(Tag.UNIQUE_IDENTIFIER, "a");
        RequestBatchItem item = new RequestBatchItem(Operation.ACTIVATE.code(), null, null,
                Structure.of(Tag.REQUEST_PAYLOAD, id, id), List.of());
        assertReason(ResultReason.INVALID_MESSAGE, () -> item.readPayload(ProtocolVersion.V1_2));
    }

    @Test
    void readPayload_criticalExtension_isRefused() {
        MessageExtension extension = new MessageExtension("acme", true, Structure.of(Tag.VENDOR_EXTENSION));
        RequestBatchItem item = new RequestBatchItem(Operation.ACTIVATE.code(), null, null,
                Structure.of(Tag.REQUEST_PAYLOAD), List.of(extension));
        assertReason(ResultReason.UNKNOWN_MESSAGE_EXTENSION, () -> item.readPayload(ProtocolVersion.V1_2));
        assertEquals(ResultReason.FEATURE_NOT_SUPPORTED,
                ResultReason.UNKNOWN_MESSAGE_EXTENSION.at(ProtocolVersion.V1_2));
    }

    @Test
    void criticalExtension_ofAnyItem_rejectsTheEntireMessage() {
        MessageExtension critical = new MessageExtension("acme", true, Structure.of(Tag.VENDOR_EXTENSION));
        MessageExtension other = new MessageExtension("acme", false, Structure.of(Tag.VENDOR_EXTENSION));
        for (List<MessageExtension> extensions : List.of(List.of(other), List.of(other, critical))) {
            RequestMessage request = new RequestMessage(RequestHeader.of(ProtocolVersion.V1_4),
                    List.of(RequestBatchItem.of(new Activate.Request(ID), new byte[] {0}, ProtocolVersion.V1_4), new RequestBatchItem(
                            Operation.ACTIVATE.code(), new byte[] {1}, null, Structure.of(Tag.REQUEST_PAYLOAD), extensions)));
            ResponseBatchItem first = ResponseBatchItem.success(request.items().getFirst(), new Activate.Response("a"),
                    ProtocolVersion.V1_4);
            ResponseMessage response = new ResponseMessage(ResponseHeader.of(ProtocolVersion.V1_4, NOW), List.of(first,
                    new ResponseBatchItem(first.operationCode(), new byte[] {1}, first.status(), null, null, null, first.payload(),
                            extensions)));
            if (extensions.contains(critical)) {
                assertReason(ResultReason.UNKNOWN_MESSAGE_EXTENSION, request::refuseCriticalExtensions);
                assertReason(ResultReason.UNKNOWN_MESSAGE_EXTENSION, () -> ResponseMessage.read(response.toBytes()));
            } else {
                request.refuseCriticalExtensions();
                assertEquals(2, ResponseMessage.read(response.toBytes()).items().size());
            }
        }
    }

    @Test
    void register_objectTypeThatIsNotTheObjects_isInvalidField() {
        ManagedObject key = new ManagedObject.SymmetricKey(KeyBlock.of(KeyFormatType.RAW, new byte[16], null, null));
        Structure payload = new Register.Request(Attributes.NONE, key).toStructure(ProtocolVersion.V1_2);
        Structure wrong = new Structure(Tag.REQUEST_PAYLOAD, payload.items().stream().map(item ->
                item.tag().equals(Tag.OBJECT_TYPE) ? new Item.Enumeration(Tag.OBJECT_TYPE, 7) : item).toList());
        RequestBatchItem item = new RequestBatchItem(Operation.REGISTER.code(), null, null, wrong, List.of());
        assertReason(ResultReason.INVALID_FIELD, () -> item.readPayload(ProtocolVersion.V1_2));
    }

    @Test
    void header_batchOrderAbsent_isFalseIn1AndTrueIn2() {
        assertFalse(RequestHeader.of(ProtocolVersion.V1_4).batchOrdered());
        assertTrue(RequestHeader.of(ProtocolVersion.V2_1).batchOrdered());
    }

    @Test
    void wipe_request_zeroesKeyAndPassword() {
        byte[] password = Credential.utf8("secret".toCharArray());
        ManagedObject key = new ManagedObject.SymmetricKey(
                KeyBlock.of(KeyFormatType.RAW, new byte[] {9, 9, 9}, null, null));
        RequestHeader header = RequestHeader.of(ProtocolVersion.V1_2)
                .withCredentials(List.of(Credential.usernameAndPassword("alice", password)));
        RequestMessage received = RequestMessage
                .read(RequestMessage.of(header, List.of(new Register.Request(Attributes.NONE, key))).toBytes());
        Credential credential = received.header().credentials().getFirst();
        assertEquals("alice", credential.username().orElseThrow());
        assertArrayEquals(password, credential.password().orElseThrow());
        Register.Request register = assertInstanceOf(Register.Request.class,
                received.items().getFirst().readPayload(ProtocolVersion.V1_2));
        byte[] material = register.object().keyBlock().material().orElseThrow();
        assertArrayEquals(new byte[] {9, 9, 9}, material);
        received.wipe();
        assertArrayEquals(new byte[3], material);
        assertArrayEquals(new byte[6], credential.password().orElseThrow());
    }

    @Test
    void read_previewNotSwitchedOn_refuses30ItsTypesAndItsValues() {
        RequestMessage draft = RequestMessage.of(RequestHeader.of(ProtocolVersion.V3_0), List.of(new Activate.Request(ID)));
        assertReason(ResultReason.UNSUPPORTED_PROTOCOL_VERSION, () -> RequestMessage.read(draft.toStructure()));
        assertThrows(TtlvException.class, () -> RequestMessage.read(draft.toBytes()));
        RequestMessage switchedOn = RequestMessage.read(TtlvReader.readStructureWithPreview(draft.toBytes()), ProtocolVersion.withPreview());
        assertEquals(draft.toStructure(), switchedOn.toStructure());
        Attribute mlKem = Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.ML_KEM_768);
        KeyBlock block = KeyBlock.of(KeyFormatType.RAW, new byte[16], CryptographicAlgorithm.ML_KEM_768, 128);
        Structure payload = new Register.Request(Attributes.of(mlKem), new ManagedObject.PublicKey(block)).toStructure(ProtocolVersion.V2_1);
        RequestBatchItem item = new RequestBatchItem(Operation.REGISTER.code(), null, null, payload, List.of());
        assertReason(ResultReason.INVALID_FIELD, () -> item.readPayload(ProtocolVersion.V2_1));
        assertNotNull(item.readPayload(ProtocolVersion.V3_0));
    }

    @Test
    void credentials_ofEveryType_areReadBack() {
        List<Credential> given = List.of(Credential.usernameAndPassword("u", new byte[] {1}),
                Credential.oneTimePassword("u", null, new byte[] {2}),
                Credential.hashedPassword("u", NOW.plusNanos(5000), null, new byte[] {3}),
                Credential.ticket(new Ticket(TicketType.LOGIN, new byte[] {4})),
                Credential.device(Item.Text.of(Tag.DEVICE_SERIAL_NUMBER, "sn")),
                Credential.attestation(Structure.of(Tag.NONCE, new Item.Bytes(Tag.NONCE_ID, new byte[] {5})), AttestationType.TPM_QUOTE,
                        new Item.Bytes(Tag.ATTESTATION_MEASUREMENT, new byte[] {6})));
        RequestHeader header = RequestHeader.of(ProtocolVersion.V2_1).withCredentials(given);
        List<Credential> read = RequestMessage.read(RequestMessage.of(header, List.of(new Activate.Request(ID))).toBytes()).header()
                .credentials();
        assertEquals(given, read);
        assertArrayEquals(new byte[] {4}, read.get(3).ticket().orElseThrow().value());
        assertEquals("sn", read.get(4).text(Tag.DEVICE_SERIAL_NUMBER).orElseThrow());
        assertArrayEquals(new byte[] {3}, read.get(2).bytes(Tag.HASHED_PASSWORD).orElseThrow());
        Credential lacking = new Credential(CredentialType.HASHED_PASSWORD, Structure.of(Tag.CREDENTIAL_VALUE));
        byte[] bytes = RequestMessage.of(RequestHeader.of(ProtocolVersion.V2_1).withCredentials(List.of(lacking)),
                List.of(new Activate.Request(ID))).toBytes();
        assertReason(ResultReason.INVALID_MESSAGE, () -> RequestMessage.read(bytes));
    }

    private static void assertReason(ResultReason reason, Runnable action) {
        assertEquals(reason, assertThrows(KmipException.class, action::run).reason());
    }
}
