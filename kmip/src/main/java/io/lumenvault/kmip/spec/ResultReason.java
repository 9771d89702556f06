package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_1;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_1;
import static io.lumenvault.kmip.spec.ProtocolVersion.V3_0;

/** Result Reason, KMIP 2.1 section 11 ("Result Reason Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum ResultReason implements KmipEnumeration {
    ITEM_NOT_FOUND(row(0x01, "Item Not Found", V1_0), null),
    RESPONSE_TOO_LARGE(row(0x02, "Response Too Large", V1_0), null),
    AUTHENTICATION_NOT_SUCCESSFUL(row(0x03, "Authentication Not Successful", V1_0), null),
    INVALID_MESSAGE(row(0x04, "Invalid Message", V1_0), null),
    OPERATION_NOT_SUPPORTED(row(0x05, "Operation Not Supported", V1_0), null),
    MISSING_DATA(row(0x06, "Missing Data", V1_0), null),
    INVALID_FIELD(row(0x07, "Invalid Field", V1_0), null),
    FEATURE_NOT_SUPPORTED(row(0x08, "Feature Not Supported", V1_0), null),
    OPERATION_CANCELED_BY_REQUESTER(row(0x09, "Operation Canceled By Requester", V1_0), null),
    CRYPTOGRAPHIC_FAILURE(row(0x0A, "Cryptographic Failure", V1_0), null),
    ILLEGAL_OPERATION(row(0x0B, "Illegal Operation", V1_0, V1_4), "PERMISSION_DENIED"),
    PERMISSION_DENIED(row(0x0C, "Permission Denied", V1_0), null),
    OBJECT_ARCHIVED(row(0x0D, "Object Archived", V1_0), null),
    INDEX_OUT_OF_BOUNDS(row(0x0E, "Index Out of Bounds", V1_0, V1_4), "SERVER_LIMIT_EXCEEDED"),
    APPLICATION_NAMESPACE_NOT_SUPPORTED(row(0x0F, "Application Namespace Not Supported", V1_0), null),
    KEY_FORMAT_TYPE_NOT_SUPPORTED(row(0x10, "Key Format Type Not Supported", V1_0), null),
    KEY_COMPRESSION_TYPE_NOT_SUPPORTED(row(0x11, "Key Compression Type Not Supported", V1_0), null),
    ENCODING_OPTION_ERROR(row(0x12, "Encoding Option Error", V1_1), "INVALID_FIELD"),
    KEY_VALUE_NOT_PRESENT(row(0x13, "Key Value Not Present", V1_2), "ILLEGAL_OPERATION"),
    ATTESTATION_REQUIRED(row(0x14, "Attestation Required", V1_2), "PERMISSION_DENIED"),
    ATTESTATION_FAILED(row(0x15, "Attestation Failed", V1_2), "PERMISSION_DENIED"),
    SENSITIVE(row(0x16, "Sensitive", V1_4), "PERMISSION_DENIED"),
    NOT_EXTRACTABLE(row(0x17, "Not Extractable", V1_4), "PERMISSION_DENIED"),
    OBJECT_ALREADY_EXISTS(row(0x18, "Object Already Exists", V1_4), "ILLEGAL_OPERATION"),
    INVALID_TICKET(row(0x19, "Invalid Ticket", V2_0), "AUTHENTICATION_NOT_SUCCESSFUL"),
    USAGE_LIMIT_EXCEEDED(row(0x1A, "Usage Limit Exceeded", V2_0), "PERMISSION_DENIED"),
    NUMERIC_RANGE(row(0x1B, "Numeric Range", V2_0), "INVALID_FIELD"),
    INVALID_DATA_TYPE(row(0x1C, "Invalid Data Type", V2_0), "INVALID_FIELD"),
    READ_ONLY_ATTRIBUTE(row(0x1D, "Read Only Attribute", V2_0), "PERMISSION_DENIED"),
    MULTI_VALUED_ATTRIBUTE(row(0x1E, "Multi Valued Attribute", V2_0), "INVALID_FIELD"),
    UNSUPPORTED_ATTRIBUTE(row(0x1F, "Unsupported Attribute", V2_0), "INVALID_FIELD"),
    ATTRIBUTE_INSTANCE_NOT_FOUND(row(0x20, "Attribute Instance Not Found", V2_0), "ITEM_NOT_FOUND"),
    ATTRIBUTE_NOT_FOUND(row(0x21, "Attribute Not Found", V2_0), "ITEM_NOT_FOUND"),
    ATTRIBUTE_READ_ONLY(row(0x22, "Attribute Read Only", V2_0), "PERMISSION_DENIED"),
    ATTRIBUTE_SINGLE_VALUED(row(0x23, "Attribute Single Valued", V2_0), "ILLEGAL_OPERATION"),
    BAD_CRYPTOGRAPHIC_PARAMETERS(row(0x24, "Bad Cryptographic Parameters", V2_0), "INVALID_FIELD"),
    BAD_PASSWORD(row(0x25, "Bad Password", V2_0), "INVALID_FIELD"),
    CODEC_ERROR(row(0x26, "Codec Error", V2_0), "INVALID_MESSAGE"),
    ILLEGAL_OBJECT_TYPE(row(0x28, "Illegal Object Type", V2_0), "ILLEGAL_OPERATION"),
    INCOMPATIBLE_CRYPTOGRAPHIC_USAGE_MASK(row(0x29, "Incompatible Cryptographic Usage Mask", V2_0), "PERMISSION_DENIED"),
    INTERNAL_SERVER_ERROR(row(0x2A, "Internal Server Error", V2_0), "GENERAL_FAILURE"),
    INVALID_ASYNCHRONOUS_CORRELATION_VALUE(row(0x2B, "Invalid Asynchronous Correlation Value", V2_0), "ITEM_NOT_FOUND"),
    INVALID_ATTRIBUTE(row(0x2C, "Invalid Attribute", V2_0), "INVALID_FIELD"),
    INVALID_ATTRIBUTE_VALUE(row(0x2D, "Invalid Attribute Value", V2_0), "INVALID_FIELD"),
    INVALID_CORRELATION_VALUE(row(0x2E, "Invalid Correlation Value", V2_0), "ITEM_NOT_FOUND"),
    INVALID_CSR(row(0x2F, "Invalid CSR", V2_0), "INVALID_FIELD"),
    /** Of an object that is not able to be used so; 1.x says Invalid Field where a request asks for an Object Type that is not made. */
    INVALID_OBJECT_TYPE(row(0x30, "Invalid Object Type", V2_0), "PERMISSION_DENIED"),
    KEY_WRAP_TYPE_NOT_SUPPORTED(row(0x32, "Key Wrap Type Not Supported", V2_0), "FEATURE_NOT_SUPPORTED"),
    MISSING_INITIALIZATION_VECTOR(row(0x34, "Missing Initialization Vector", V2_0), "INVALID_MESSAGE"),
    NON_UNIQUE_NAME_ATTRIBUTE(row(0x35, "Non Unique Name Attribute", V2_0), "INVALID_FIELD"),
    OBJECT_DESTROYED(row(0x36, "Object Destroyed", V2_0), "PERMISSION_DENIED"),
    OBJECT_NOT_FOUND(row(0x37, "Object Not Found", V2_0), "ITEM_NOT_FOUND"),
    NOT_AUTHORISED(row(0x39, "Not Authorised", V2_0), "PERMISSION_DENIED"),
    /** Of any limit; that of an attribute's instances is {@link #INDEX_OUT_OF_BOUNDS}, which 2.x calls so as well. */
    SERVER_LIMIT_EXCEEDED(row(0x3A, "Server Limit Exceeded", V2_0), "GENERAL_FAILURE"),
    UNKNOWN_ENUMERATION(row(0x3B, "Unknown Enumeration", V2_0), "INVALID_FIELD"),
    UNKNOWN_MESSAGE_EXTENSION(row(0x3C, "Unknown Message Extension", V2_0), "FEATURE_NOT_SUPPORTED"),
    UNKNOWN_TAG(row(0x3D, "Unknown Tag", V2_0), "INVALID_FIELD"),
    UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS(row(0x3E, "Unsupported Cryptographic Parameters", V2_0), "FEATURE_NOT_SUPPORTED"),
    UNSUPPORTED_PROTOCOL_VERSION(row(0x3F, "Unsupported Protocol Version", V2_0), "INVALID_MESSAGE"),
    WRAPPING_OBJECT_ARCHIVED(row(0x40, "Wrapping Object Archived", V2_0), "OBJECT_ARCHIVED"),
    WRAPPING_OBJECT_DESTROYED(row(0x41, "Wrapping Object Destroyed", V2_0), "ITEM_NOT_FOUND"),
    WRAPPING_OBJECT_NOT_FOUND(row(0x42, "Wrapping Object Not Found", V2_0), "ITEM_NOT_FOUND"),
    WRONG_KEY_LIFECYCLE_STATE(row(0x43, "Wrong Key Lifecycle State", V2_0), "PERMISSION_DENIED"),
    PROTECTION_STORAGE_UNAVAILABLE(row(0x44, "Protection Storage Unavailable", V2_0), "GENERAL_FAILURE"),
    PKCS_11_CODEC_ERROR(row(0x45, "PKCS#11 Codec Error", V2_0), "INVALID_MESSAGE"),
    PKCS_11_INVALID_FUNCTION(row(0x46, "PKCS#11 Invalid Function", V2_0), "INVALID_FIELD"),
    PKCS_11_INVALID_INTERFACE(row(0x47, "PKCS#11 Invalid Interface", V2_0), "INVALID_FIELD"),
    PRIVATE_PROTECTION_STORAGE_UNAVAILABLE(row(0x48, "Private Protection Storage Unavailable", V2_0), "GENERAL_FAILURE"),
    PUBLIC_PROTECTION_STORAGE_UNAVAILABLE(row(0x49, "Public Protection Storage Unavailable", V2_0), "GENERAL_FAILURE"),
    UNKNOWN_OBJECT_GROUP(row(0x4A, "Unknown Object Group", V2_1), "INVALID_FIELD"),
    CONSTRAINT_VIOLATION(row(0x4B, "Constraint Violation", V2_1), "PERMISSION_DENIED"),
    DUPLICATE_PROCESS_REQUEST(row(0x4C, "Duplicate Process Request", V2_1), "ILLEGAL_OPERATION"),
    CIRCULAR_LINK_ERROR(row(0x4D, "Circular Link Error", V3_0), "CONSTRAINT_VIOLATION"),
    GENERAL_FAILURE(row(0x100, "General Failure", V1_0), null);

    private final EnumerationValue value;
    private final String elsewhere;

    ResultReason(EnumerationValue value, String elsewhere) {
        this.value = value;
        this.elsewhere = elsewhere;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }

    /**
     * The reason to send to a peer of the given version: this one where that version has it, else the one that the
     * error tables of that version give for the same fault (KMIP 1.4 section 11; error tables of 2.1 section 6).
     */
    public ResultReason at(ProtocolVersion version) {
        return availableAt(version) || elsewhere == null ? this : valueOf(elsewhere).at(version);
    }
}
