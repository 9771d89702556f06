package io.lumenvault.kmip.ttlv;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tag of a TTLV item: three bytes that name a field or structure. The constants are the tag tables of KMIP 1.4
 * (section 9.1.3.1) and 2.1 (section 11.56), and from 0x420190 those of the draft of 3.0; codes 0x540000 to 0x54FFFF are extensions.
 *
 * <p>This file is long because it is one table.
 */
public final class Tag {

    private static final int BASE = 0x420000;
    private static final Tag[] KNOWN = new Tag[0x200];

    public static final Tag ACTIVATION_DATE = known(0x420001, "Activation Date");
    public static final Tag APPLICATION_DATA = known(0x420002, "Application Data");
    public static final Tag APPLICATION_NAMESPACE = known(0x420003, "Application Namespace");
    public static final Tag APPLICATION_SPECIFIC_INFORMATION = known(0x420004, "Application Specific Information");
    public static final Tag ARCHIVE_DATE = known(0x420005, "Archive Date");
    public static final Tag ASYNCHRONOUS_CORRELATION_VALUE = known(0x420006, "Asynchronous Correlation Value");
    public static final Tag ASYNCHRONOUS_INDICATOR = known(0x420007, "Asynchronous Indicator");
    public static final Tag ATTRIBUTE = known(0x420008, "Attribute");
    public static final Tag ATTRIBUTE_INDEX = known(0x420009, "Attribute Index");
    public static final Tag ATTRIBUTE_NAME = known(0x42000A, "Attribute Name");
    public static final Tag ATTRIBUTE_VALUE = known(0x42000B, "Attribute Value");
    public static final Tag AUTHENTICATION = known(0x42000C, "Authentication");
    public static final Tag BATCH_COUNT = known(0x42000D, "Batch Count");
    public static final Tag BATCH_ERROR_CONTINUATION_OPTION = known(0x42000E, "Batch Error Continuation Option");
    public static final Tag BATCH_ITEM = known(0x42000F, "Batch Item");
    public static final Tag BATCH_ORDER_OPTION = known(0x420010, "Batch Order Option");
    public static final Tag BLOCK_CIPHER_MODE = known(0x420011, "Block Cipher Mode");
    public static final Tag CANCELLATION_RESULT = known(0x420012, "Cancellation Result");
    public static final Tag CERTIFICATE = known(0x420013, "Certificate");
    public static final Tag CERTIFICATE_IDENTIFIER = known(0x420014, "Certificate Identifier");
    public static final Tag CERTIFICATE_ISSUER = known(0x420015, "Certificate Issuer");
    public static final Tag CERTIFICATE_ISSUER_ALTERNATIVE_NAME = known(0x420016, "Certificate Issuer Alternative Name");
    public static final Tag CERTIFICATE_ISSUER_DISTINGUISHED_NAME = known(0x420017, "Certificate Issuer Distinguished Name");
    public static final Tag CERTIFICATE_REQUEST = known(0x420018, "Certificate Request");
    public static final Tag CERTIFICATE_REQUEST_TYPE = known(0x420019, "Certificate Request Type");
    public static final Tag CERTIFICATE_SUBJECT = known(0x42001A, "Certificate Subject");
    public static final Tag CERTIFICATE_SUBJECT_ALTERNATIVE_NAME = known(0x42001B, "Certificate Subject Alternative Name");
    public static final Tag CERTIFICATE_SUBJECT_DISTINGUISHED_NAME = known(0x42001C, "Certificate Subject Distinguished Name");
    public static final Tag CERTIFICATE_TYPE = known(0x42001D, "Certificate Type");
    public static final Tag CERTIFICATE_VALUE = known(0x42001E, "Certificate Value");
    public static final Tag COMMON_TEMPLATE_ATTRIBUTE = known(0x42001F, "Common Template-Attribute");
    public static final Tag COMPROMISE_DATE = known(0x420020, "Compromise Date");
    public static final Tag COMPROMISE_OCCURRENCE_DATE = known(0x420021, "Compromise Occurrence Date");
    public static final Tag CONTACT_INFORMATION = known(0x420022, "Contact Information");
    public static final Tag CREDENTIAL = known(0x420023, "Credential");
    public static final Tag CREDENTIAL_TYPE = known(0x420024, "Credential Type");
    public static final Tag CREDENTIAL_VALUE = known(0x420025, "Credential Value");
    public static final Tag CRITICALITY_INDICATOR = known(0x420026, "Criticality Indicator");
    public static final Tag CRT_COEFFICIENT = known(0x420027, "CRT Coefficient");
    public static final Tag CRYPTOGRAPHIC_ALGORITHM = known(0x420028, "Cryptographic Algorithm");
    public static final Tag CRYPTOGRAPHIC_DOMAIN_PARAMETERS = known(0x420029, "Cryptographic Domain Parameters");
    public static final Tag CRYPTOGRAPHIC_LENGTH = known(0x42002A, "Cryptographic Length");
    public static final Tag CRYPTOGRAPHIC_PARAMETERS = known(0x42002B, "Cryptographic Parameters");
    public static final Tag CRYPTOGRAPHIC_USAGE_MASK = known(0x42002C, "Cryptographic Usage Mask");
    public static final Tag CUSTOM_ATTRIBUTE = known(0x42002D, "Custom Attribute");
    public static final Tag D = known(0x42002E, "D");
    public static final Tag DEACTIVATION_DATE = known(0x42002F, "Deactivation Date");
    public static final Tag DERIVATION_DATA = known(0x420030, "Derivation Data");
    public static final Tag DERIVATION_METHOD = known(0x420031, "Derivation Method");
    public static final Tag DERIVATION_PARAMETERS = known(0x420032, "Derivation Parameters");
    public static final Tag DESTROY_DATE = known(0x420033, "Destroy Date");
    public static final Tag DIGEST = known(0x420034, "Digest");
    public static final Tag DIGEST_VALUE = known(0x420035, "Digest Value");
    public static final Tag ENCRYPTION_KEY_INFORMATION = known(0x420036, "Encryption Key Information");
    public static final Tag G = known(0x420037, "G");
    public static final Tag HASHING_ALGORITHM = known(0x420038, "Hashing Algorithm");
    public static final Tag INITIAL_DATE = known(0x420039, "Initial Date");
    public static final Tag INITIALIZATION_VECTOR = known(0x42003A, "Initialization Vector");
    public static final Tag ISSUER = known(0x42003B, "Issuer");
    public static final Tag ITERATION_COUNT = known(0x42003C, "Iteration Count");
    public static final Tag IV_COUNTER_NONCE = known(0x42003D, "IV/Counter/Nonce");
    public static final Tag J = known(0x42003E, "J");
    public static final Tag KEY = known(0x42003F, "Key");
    public static final Tag KEY_BLOCK = known(0x420040, "Key Block");
    public static final Tag KEY_COMPRESSION_TYPE = known(0x420041, "Key Compression Type");
    public static final Tag KEY_FORMAT_TYPE = known(0x420042, "Key Format Type");
    public static final Tag KEY_MATERIAL = known(0x420043, "Key Material");
    public static final Tag KEY_PART_IDENTIFIER = known(0x420044, "Key Part Identifier");
    public static final Tag KEY_VALUE = known(0x420045, "Key Value");
    public static final Tag KEY_WRAPPING_DATA = known(0x420046, "Key Wrapping Data");
    public static final Tag KEY_WRAPPING_SPECIFICATION = known(0x420047, "Key Wrapping Specification");
    public static final Tag LAST_CHANGE_DATE = known(0x420048, "Last Change Date");
    public static final Tag LEASE_TIME = known(0x420049, "Lease Time");
    public static final Tag LINK = known(0x42004A, "Link");
    public static final Tag LINK_TYPE = known(0x42004B, "Link Type");
    public static final Tag LINKED_OBJECT_IDENTIFIER = known(0x42004C, "Linked Object Identifier");
    public static final Tag MAC_SIGNATURE = known(0x42004D, "MAC/Signature");
    public static final Tag MAC_SIGNATURE_KEY_INFORMATION = known(0x42004E, "MAC/Signature Key Information");
    public static final Tag MAXIMUM_ITEMS = known(0x42004F, "Maximum Items");
    public static final Tag MAXIMUM_RESPONSE_SIZE = known(0x420050, "Maximum Response Size");
    public static final Tag MESSAGE_EXTENSION = known(0x420051, "Message Extension");
    public static final Tag MODULUS = known(0x420052, "Modulus");
    public static final Tag NAME = known(0x420053, "Name");
    public static final Tag NAME_TYPE = known(0x420054, "Name Type");
    public static final Tag NAME_VALUE = known(0x420055, "Name Value");
    public static final Tag OBJECT_GROUP = known(0x420056, "Object Group");
    public static final Tag OBJECT_TYPE = known(0x420057, "Object Type");
    public static final Tag OFFSET = known(0x420058, "Offset");
    public static final Tag OPAQUE_DATA_TYPE = known(0x420059, "Opaque Data Type");
    public static final Tag OPAQUE_DATA_VALUE = known(0x42005A, "Opaque Data Value");
    public static final Tag OPAQUE_OBJECT = known(0x42005B, "Opaque Object");
    public static final Tag OPERATION = known(0x42005C, "Operation");
    public static final Tag OPERATION_POLICY_NAME = known(0x42005D, "Operation Policy Name");
    public static final Tag P = known(0x42005E, "P");
    public static final Tag PADDING_METHOD = known(0x42005F, "Padding Method");
    public static final Tag PRIME_EXPONENT_P = known(0x420060, "Prime Exponent P");
    public static final Tag PRIME_EXPONENT_Q = known(0x420061, "Prime Exponent Q");
    public static final Tag PRIME_FIELD_SIZE = known(0x420062, "Prime Field Size");
    public static final Tag PRIVATE_EXPONENT = known(0x420063, "Private Exponent");
    public static final Tag PRIVATE_KEY = known(0x420064, "Private Key");
    public static final Tag PRIVATE_KEY_TEMPLATE_ATTRIBUTE = known(0x420065, "Private Key Template-Attribute");
    public static final Tag PRIVATE_KEY_UNIQUE_IDENTIFIER = known(0x420066, "Private Key Unique Identifier");
    public static final Tag PROCESS_START_DATE = known(0x420067, "Process Start Date");
    public static final Tag PROTECT_STOP_DATE = known(0x420068, "Protect Stop Date");
    public static final Tag PROTOCOL_VERSION = known(0x420069, "Protocol Version");
    public static final Tag PROTOCOL_VERSION_MAJOR = known(0x42006A, "Protocol Version Major");
    public static final Tag PROTOCOL_VERSION_MINOR = known(0x42006B, "Protocol Version Minor");
    public static final Tag PUBLIC_EXPONENT = known(0x42006C, "Public Exponent");
    public static final Tag PUBLIC_KEY = known(0x42006D, "Public Key");
    public static final Tag PUBLIC_KEY_TEMPLATE_ATTRIBUTE = known(0x42006E, "Public Key Template-Attribute");
    public static final Tag PUBLIC_KEY_UNIQUE_IDENTIFIER = known(0x42006F, "Public Key Unique Identifier");
    public static final Tag PUT_FUNCTION = known(0x420070, "Put Function");
    public static final Tag Q = known(0x420071, "Q");
    public static final Tag Q_STRING = known(0x420072, "Q String");
    public static final Tag QLENGTH = known(0x420073, "Qlength");
    public static final Tag QUERY_FUNCTION = known(0x420074, "Query Function");
    public static final Tag RECOMMENDED_CURVE = known(0x420075, "Recommended Curve");
    public static final Tag REPLACED_UNIQUE_IDENTIFIER = known(0x420076, "Replaced Unique Identifier");
    public static final Tag REQUEST_HEADER = known(0x420077, "Request Header");
    public static final Tag REQUEST_MESSAGE = known(0x420078, "Request Message");
    public static final Tag REQUEST_PAYLOAD = known(0x420079, "Request Payload");
    public static final Tag RESPONSE_HEADER = known(0x42007A, "Response Header");
    public static final Tag RESPONSE_MESSAGE = known(0x42007B, "Response Message");
    public static final Tag RESPONSE_PAYLOAD = known(0x42007C, "Response Payload");
    public static final Tag RESULT_MESSAGE = known(0x42007D, "Result Message");
    public static final Tag RESULT_REASON = known(0x42007E, "Result Reason");
    public static final Tag RESULT_STATUS = known(0x42007F, "Result Status");
    public static final Tag REVOCATION_MESSAGE = known(0x420080, "Revocation Message");
    public static final Tag REVOCATION_REASON = known(0x420081, "Revocation Reason");
    public static final Tag REVOCATION_REASON_CODE = known(0x420082, "Revocation Reason Code");
    public static final Tag KEY_ROLE_TYPE = known(0x420083, "Key Role Type");
    public static final Tag SALT = known(0x420084, "Salt");
    public static final Tag SECRET_DATA = known(0x420085, "Secret Data");
    public static final Tag SECRET_DATA_TYPE = known(0x420086, "Secret Data Type");
    public static final Tag SERIAL_NUMBER = known(0x420087, "Serial Number");
    public static final Tag SERVER_INFORMATION = known(0x420088, "Server Information");
    public static final Tag SPLIT_KEY = known(0x420089, "Split Key");
    public static final Tag SPLIT_KEY_METHOD = known(0x42008A, "Split Key Method");
    public static final Tag SPLIT_KEY_PARTS = known(0x42008B, "Split Key Parts");
    public static final Tag SPLIT_KEY_THRESHOLD = known(0x42008C, "Split Key Threshold");
    public static final Tag STATE = known(0x42008D, "State");
    public static final Tag STORAGE_STATUS_MASK = known(0x42008E, "Storage Status Mask");
    public static final Tag SYMMETRIC_KEY = known(0x42008F, "Symmetric Key");
    public static final Tag TEMPLATE = known(0x420090, "Template");
    public static final Tag TEMPLATE_ATTRIBUTE = known(0x420091, "Template-Attribute");
    public static final Tag TIME_STAMP = known(0x420092, "Time Stamp");
    public static final Tag UNIQUE_BATCH_ITEM_ID = known(0x420093, "Unique Batch Item ID");
    public static final Tag UNIQUE_IDENTIFIER = known(0x420094, "Unique Identifier");
    public static final Tag USAGE_LIMITS = known(0x420095, "Usage Limits");
    public static final Tag USAGE_LIMITS_COUNT = known(0x420096, "Usage Limits Count");
    public static final Tag USAGE_LIMITS_TOTAL = known(0x420097, "Usage Limits Total");
    public static final Tag USAGE_LIMITS_UNIT = known(0x420098, "Usage Limits Unit");
    public static final Tag USERNAME = known(0x420099, "Username");
    public static final Tag VALIDITY_DATE = known(0x42009A, "Validity Date");
    public static final Tag VALIDITY_INDICATOR = known(0x42009B, "Validity Indicator");
    public static final Tag VENDOR_EXTENSION = known(0x42009C, "Vendor Extension");
    public static final Tag VENDOR_IDENTIFICATION = known(0x42009D, "Vendor Identification");
    public static final Tag WRAPPING_METHOD = known(0x42009E, "Wrapping Method");
    public static final Tag X = known(0x42009F, "X");
    public static final Tag Y = known(0x4200A0, "Y");
    public static final Tag PASSWORD = known(0x4200A1, "Password");
    public static final Tag DEVICE_IDENTIFIER = known(0x4200A2, "Device Identifier");
    public static final Tag ENCODING_OPTION = known(0x4200A3, "Encoding Option");
    public static final Tag EXTENSION_INFORMATION = known(0x4200A4, "Extension Information");
    public static final Tag EXTENSION_NAME = known(0x4200A5, "Extension Name");
    public static final Tag EXTENSION_TAG = known(0x4200A6, "Extension Tag");
    public static final Tag EXTENSION_TYPE = known(0x4200A7, "Extension Type");
    public static final Tag FRESH = known(0x4200A8, "Fresh");
    public static final Tag MACHINE_IDENTIFIER = known(0x4200A9, "Machine Identifier");
    public static final Tag MEDIA_IDENTIFIER = known(0x4200AA, "Media Identifier");
    public static final Tag NETWORK_IDENTIFIER = known(0x4200AB, "Network Identifier");
    public static final Tag OBJECT_GROUP_MEMBER = known(0x4200AC, "Object Group Member");
    public static final Tag CERTIFICATE_LENGTH = known(0x4200AD, "Certificate Length");
    public static final Tag DIGITAL_SIGNATURE_ALGORITHM = known(0x4200AE, "Digital Signature Algorithm");
    public static final Tag CERTIFICATE_SERIAL_NUMBER = known(0x4200AF, "Certificate Serial Number");
    public static final Tag DEVICE_SERIAL_NUMBER = known(0x4200B0, "Device Serial Number");
    public static final Tag ISSUER_ALTERNATIVE_NAME = known(0x4200B1, "Issuer Alternative Name");
    public static final Tag ISSUER_DISTINGUISHED_NAME = known(0x4200B2, "Issuer Distinguished Name");
    public static final Tag SUBJECT_ALTERNATIVE_NAME = known(0x4200B3, "Subject Alternative Name");
    public static final Tag SUBJECT_DISTINGUISHED_NAME = known(0x4200B4, "Subject Distinguished Name");
    public static final Tag X_509_CERTIFICATE_IDENTIFIER = known(0x4200B5, "X.509 Certificate Identifier");
    public static final Tag X_509_CERTIFICATE_ISSUER = known(0x4200B6, "X.509 Certificate Issuer");
    public static final Tag X_509_CERTIFICATE_SUBJECT = known(0x4200B7, "X.509 Certificate Subject");
    public static final Tag KEY_VALUE_LOCATION = known(0x4200B8, "Key Value Location");
    public static final Tag KEY_VALUE_LOCATION_VALUE = known(0x4200B9, "Key Value Location Value");
    public static final Tag KEY_VALUE_LOCATION_TYPE = known(0x4200BA, "Key Value Location Type");
    public static final Tag KEY_VALUE_PRESENT = known(0x4200BB, "Key Value Present");
    public static final Tag ORIGINAL_CREATION_DATE = known(0x4200BC, "Original Creation Date");
    public static final Tag PGP_KEY = known(0x4200BD, "PGP Key");
    public static final Tag PGP_KEY_VERSION = known(0x4200BE, "PGP Key Version");
    public static final Tag ALTERNATIVE_NAME = known(0x4200BF, "Alternative Name");
    public static final Tag ALTERNATIVE_NAME_VALUE = known(0x4200C0, "Alternative Name Value");
    public static final Tag ALTERNATIVE_NAME_TYPE = known(0x4200C1, "Alternative Name Type");
    public static final Tag DATA = known(0x4200C2, "Data");
    public static final Tag SIGNATURE_DATA = known(0x4200C3, "Signature Data");
    public static final Tag DATA_LENGTH = known(0x4200C4, "Data Length");
    public static final Tag RANDOM_IV = known(0x4200C5, "Random IV");
    public static final Tag MAC_DATA = known(0x4200C6, "MAC Data");
    public static final Tag ATTESTATION_TYPE = known(0x4200C7, "Attestation Type");
    public static final Tag NONCE = known(0x4200C8, "Nonce");
    public static final Tag NONCE_ID = known(0x4200C9, "Nonce ID");
    public static final Tag NONCE_VALUE = known(0x4200CA, "Nonce Value");
    public static final Tag ATTESTATION_MEASUREMENT = known(0x4200CB, "Attestation Measurement");
    public static final Tag ATTESTATION_ASSERTION = known(0x4200CC, "Attestation Assertion");
    public static final Tag IV_LENGTH = known(0x4200CD, "IV Length");
    public static final Tag TAG_LENGTH = known(0x4200CE, "Tag Length");
    public static final Tag FIXED_FIELD_LENGTH = known(0x4200CF, "Fixed Field Length");
    public static final Tag COUNTER_LENGTH = known(0x4200D0, "Counter Length");
    public static final Tag INITIAL_COUNTER_VALUE = known(0x4200D1, "Initial Counter Value");
    public static final Tag INVOCATION_FIELD_LENGTH = known(0x4200D2, "Invocation Field Length");
    public static final Tag ATTESTATION_CAPABLE_INDICATOR = known(0x4200D3, "Attestation Capable Indicator");
    public static final Tag OFFSET_ITEMS = known(0x4200D4, "Offset Items");
    public static final Tag LOCATED_ITEMS = known(0x4200D5, "Located Items");
    public static final Tag CORRELATION_VALUE = known(0x4200D6, "Correlation Value");
    public static final Tag INIT_INDICATOR = known(0x4200D7, "Init Indicator");
    public static final Tag FINAL_INDICATOR = known(0x4200D8, "Final Indicator");
    public static final Tag RNG_PARAMETERS = known(0x4200D9, "RNG Parameters");
    public static final Tag RNG_ALGORITHM = known(0x4200DA, "RNG Algorithm");
    public static final Tag DRBG_ALGORITHM = known(0x4200DB, "DRBG Algorithm");
    public static final Tag FIPS186_VARIATION = known(0x4200DC, "FIPS186 Variation");
    public static final Tag PREDICTION_RESISTANCE = known(0x4200DD, "Prediction Resistance");
    public static final Tag RANDOM_NUMBER_GENERATOR = known(0x4200DE, "Random Number Generator");
    public static final Tag VALIDATION_INFORMATION = known(0x4200DF, "Validation Information");
    public static final Tag VALIDATION_AUTHORITY_TYPE = known(0x4200E0, "Validation Authority Type");
    public static final Tag VALIDATION_AUTHORITY_COUNTRY = known(0x4200E1, "Validation Authority Country");
    public static final Tag VALIDATION_AUTHORITY_URI = known(0x4200E2, "Validation Authority URI");
    public static final Tag VALIDATION_VERSION_MAJOR = known(0x4200E3, "Validation Version Major");
    public static final Tag VALIDATION_VERSION_MINOR = known(0x4200E4, "Validation Version Minor");
    public static final Tag VALIDATION_TYPE = known(0x4200E5, "Validation Type");
    public static final Tag VALIDATION_LEVEL = known(0x4200E6, "Validation Level");
    public static final Tag VALIDATION_CERTIFICATE_IDENTIFIER = known(0x4200E7, "Validation Certificate Identifier");
    public static final Tag VALIDATION_CERTIFICATE_URI = known(0x4200E8, "Validation Certificate URI");
    public static final Tag VALIDATION_VENDOR_URI = known(0x4200E9, "Validation Vendor URI");
    public static final Tag VALIDATION_PROFILE = known(0x4200EA, "Validation Profile");
    public static final Tag PROFILE_INFORMATION = known(0x4200EB, "Profile Information");
    public static final Tag PROFILE_NAME = known(0x4200EC, "Profile Name");
    public static final Tag SERVER_URI = known(0x4200ED, "Server URI");
    public static final Tag SERVER_PORT = known(0x4200EE, "Server Port");
    public static final Tag STREAMING_CAPABILITY = known(0x4200EF, "Streaming Capability");
    public static final Tag ASYNCHRONOUS_CAPABILITY = known(0x4200F0, "Asynchronous Capability");
    public static final Tag ATTESTATION_CAPABILITY = known(0x4200F1, "Attestation Capability");
    public static final Tag UNWRAP_MODE = known(0x4200F2, "Unwrap Mode");
    public static final Tag DESTROY_ACTION = known(0x4200F3, "Destroy Action");
    public static final Tag SHREDDING_ALGORITHM = known(0x4200F4, "Shredding Algorithm");
    public static final Tag RNG_MODE = known(0x4200F5, "RNG Mode");
    public static final Tag CLIENT_REGISTRATION_METHOD = known(0x4200F6, "Client Registration Method");
    public static final Tag CAPABILITY_INFORMATION = known(0x4200F7, "Capability Information");
    public static final Tag KEY_WRAP_TYPE = known(0x4200F8, "Key Wrap Type");
    public static final Tag BATCH_UNDO_CAPABILITY = known(0x4200F9, "Batch Undo Capability");
    public static final Tag BATCH_CONTINUE_CAPABILITY = known(0x4200FA, "Batch Continue Capability");
    public static final Tag PKCS_12_FRIENDLY_NAME = known(0x4200FB, "PKCS#12 Friendly Name");
    public static final Tag DESCRIPTION = known(0x4200FC, "Description");
    public static final Tag COMMENT = known(0x4200FD, "Comment");
    public static final Tag AUTHENTICATED_ENCRYPTION_ADDITIONAL_DATA = known(0x4200FE, "Authenticated Encryption Additional Data");
    public static final Tag AUTHENTICATED_ENCRYPTION_TAG = known(0x4200FF, "Authenticated Encryption Tag");
    public static final Tag SALT_LENGTH = known(0x420100, "Salt Length");
    public static final Tag MASK_GENERATOR = known(0x420101, "Mask Generator");
    public static final Tag MASK_GENERATOR_HASHING_ALGORITHM = known(0x420102, "Mask Generator Hashing Algorithm");
    public static final Tag P_SOURCE = known(0x420103, "P Source");
    public static final Tag TRAILER_FIELD = known(0x420104, "Trailer Field");
    public static final Tag CLIENT_CORRELATION_VALUE = known(0x420105, "Client Correlation Value");
    public static final Tag SERVER_CORRELATION_VALUE = known(0x420106, "Server Correlation Value");
    public static final Tag DIGESTED_DATA = known(0x420107, "Digested Data");
    public static final Tag CERTIFICATE_SUBJECT_CN = known(0x420108, "Certificate Subject CN");
    public static final Tag CERTIFICATE_SUBJECT_O = known(0x420109, "Certificate Subject O");
    public static final Tag CERTIFICATE_SUBJECT_OU = known(0x42010A, "Certificate Subject OU");
    public static final Tag CERTIFICATE_SUBJECT_EMAIL = known(0x42010B, "Certificate Subject Email");
    public static final Tag CERTIFICATE_SUBJECT_C = known(0x42010C, "Certificate Subject C");
    public static final Tag CERTIFICATE_SUBJECT_ST = known(0x42010D, "Certificate Subject ST");
    public static final Tag CERTIFICATE_SUBJECT_L = known(0x42010E, "Certificate Subject L");
    public static final Tag CERTIFICATE_SUBJECT_UID = known(0x42010F, "Certificate Subject UID");
    public static final Tag CERTIFICATE_SUBJECT_SERIAL_NUMBER = known(0x420110, "Certificate Subject Serial Number");
    public static final Tag CERTIFICATE_SUBJECT_TITLE = known(0x420111, "Certificate Subject Title");
    public static final Tag CERTIFICATE_SUBJECT_DC = known(0x420112, "Certificate Subject DC");
    public static final Tag CERTIFICATE_SUBJECT_DN_QUALIFIER = known(0x420113, "Certificate Subject DN Qualifier");
    public static final Tag CERTIFICATE_ISSUER_CN = known(0x420114, "Certificate Issuer CN");
    public static final Tag CERTIFICATE_ISSUER_O = known(0x420115, "Certificate Issuer O");
    public static final Tag CERTIFICATE_ISSUER_OU = known(0x420116, "Certificate Issuer OU");
    public static final Tag CERTIFICATE_ISSUER_EMAIL = known(0x420117, "Certificate Issuer Email");
    public static final Tag CERTIFICATE_ISSUER_C = known(0x420118, "Certificate Issuer C");
    public static final Tag CERTIFICATE_ISSUER_ST = known(0x420119, "Certificate Issuer ST");
    public static final Tag CERTIFICATE_ISSUER_L = known(0x42011A, "Certificate Issuer L");
    public static final Tag CERTIFICATE_ISSUER_UID = known(0x42011B, "Certificate Issuer UID");
    public static final Tag CERTIFICATE_ISSUER_SERIAL_NUMBER = known(0x42011C, "Certificate Issuer Serial Number");
    public static final Tag CERTIFICATE_ISSUER_TITLE = known(0x42011D, "Certificate Issuer Title");
    public static final Tag CERTIFICATE_ISSUER_DC = known(0x42011E, "Certificate Issuer DC");
    public static final Tag CERTIFICATE_ISSUER_DN_QUALIFIER = known(0x42011F, "Certificate Issuer DN Qualifier");
    public static final Tag SENSITIVE = known(0x420120, "Sensitive");
    public static final Tag ALWAYS_SENSITIVE = known(0x420121, "Always Sensitive");
    public static final Tag EXTRACTABLE = known(0x420122, "Extractable");
    public static final Tag NEVER_EXTRACTABLE = known(0x420123, "Never Extractable");
    public static final Tag REPLACE_EXISTING = known(0x420124, "Replace Existing");
    public static final Tag ATTRIBUTES = known(0x420125, "Attributes");
    public static final Tag COMMON_ATTRIBUTES = known(0x420126, "Common Attributes");
    public static final Tag PRIVATE_KEY_ATTRIBUTES = known(0x420127, "Private Key Attributes");
    public static final Tag PUBLIC_KEY_ATTRIBUTES = known(0x420128, "Public Key Attributes");
    public static final Tag EXTENSION_ENUMERATION = known(0x420129, "Extension Enumeration");
    public static final Tag EXTENSION_ATTRIBUTE = known(0x42012A, "Extension Attribute");
    public static final Tag EXTENSION_PARENT_STRUCTURE_TAG = known(0x42012B, "Extension Parent Structure Tag");
    public static final Tag EXTENSION_DESCRIPTION = known(0x42012C, "Extension Description");
    public static final Tag SERVER_NAME = known(0x42012D, "Server Name");
    public static final Tag SERVER_SERIAL_NUMBER = known(0x42012E, "Server Serial Number");
    public static final Tag SERVER_VERSION = known(0x42012F, "Server Version");
    public static final Tag SERVER_LOAD = known(0x420130, "Server Load");
    public static final Tag PRODUCT_NAME = known(0x420131, "Product Name");
    public static final Tag BUILD_LEVEL = known(0x420132, "Build Level");
    public static final Tag BUILD_DATE = known(0x420133, "Build Date");
    public static final Tag CLUSTER_INFO = known(0x420134, "Cluster Info");
    public static final Tag ALTERNATE_FAILOVER_ENDPOINTS = known(0x420135, "Alternate Failover Endpoints");
    public static final Tag SHORT_UNIQUE_IDENTIFIER = known(0x420136, "Short Unique Identifier");
    public static final Tag TAG = known(0x420138, "Tag");
    public static final Tag CERTIFICATE_REQUEST_UNIQUE_IDENTIFIER = known(0x420139, "Certificate Request Unique Identifier");
    public static final Tag NIST_KEY_TYPE = known(0x42013A, "NIST Key Type");
    public static final Tag ATTRIBUTE_REFERENCE = known(0x42013B, "Attribute Reference");
    public static final Tag CURRENT_ATTRIBUTE = known(0x42013C, "Current Attribute");
    public static final Tag NEW_ATTRIBUTE = known(0x42013D, "New Attribute");
    public static final Tag CERTIFICATE_REQUEST_VALUE = known(0x420140, "Certificate Request Value");
    public static final Tag LOG_MESSAGE = known(0x420141, "Log Message");
    public static final Tag PROFILE_VERSION = known(0x420142, "Profile Version");
    public static final Tag PROFILE_VERSION_MAJOR = known(0x420143, "Profile Version Major");
    public static final Tag PROFILE_VERSION_MINOR = known(0x420144, "Profile Version Minor");
    public static final Tag PROTECTION_LEVEL = known(0x420145, "Protection Level");
    public static final Tag PROTECTION_PERIOD = known(0x420146, "Protection Period");
    public static final Tag QUANTUM_SAFE = known(0x420147, "Quantum Safe");
    public static final Tag QUANTUM_SAFE_CAPABILITY = known(0x420148, "Quantum Safe Capability");
    public static final Tag TICKET = known(0x420149, "Ticket");
    public static final Tag TICKET_TYPE = known(0x42014A, "Ticket Type");
    public static final Tag TICKET_VALUE = known(0x42014B, "Ticket Value");
    public static final Tag REQUEST_COUNT = known(0x42014C, "Request Count");
    public static final Tag RIGHTS = known(0x42014D, "Rights");
    public static final Tag OBJECTS = known(0x42014E, "Objects");
    public static final Tag OPERATIONS = known(0x42014F, "Operations");
    public static final Tag RIGHT = known(0x420150, "Right");
    public static final Tag ENDPOINT_ROLE = known(0x420151, "Endpoint Role");
    public static final Tag DEFAULTS_INFORMATION = known(0x420152, "Defaults Information");
    public static final Tag OBJECT_DEFAULTS = known(0x420153, "Object Defaults");
    public static final Tag EPHEMERAL = known(0x420154, "Ephemeral");
    public static final Tag SERVER_HASHED_PASSWORD = known(0x420155, "Server Hashed Password");
    public static final Tag ONE_TIME_PASSWORD = known(0x420156, "One Time Password");
    public static final Tag HASHED_PASSWORD = known(0x420157, "Hashed Password");
    public static final Tag ADJUSTMENT_TYPE = known(0x420158, "Adjustment Type");
    public static final Tag PKCS_11_INTERFACE = known(0x420159, "PKCS#11 Interface");
    public static final Tag PKCS_11_FUNCTION = known(0x42015A, "PKCS#11 Function");
    public static final Tag PKCS_11_INPUT_PARAMETERS = known(0x42015B, "PKCS#11 Input Parameters");
    public static final Tag PKCS_11_OUTPUT_PARAMETERS = known(0x42015C, "PKCS#11 Output Parameters");
    public static final Tag PKCS_11_RETURN_CODE = known(0x42015D, "PKCS#11 Return Code");
    public static final Tag PROTECTION_STORAGE_MASK = known(0x42015E, "Protection Storage Mask");
    public static final Tag PROTECTION_STORAGE_MASKS = known(0x42015F, "Protection Storage Masks");
    public static final Tag INTEROP_FUNCTION = known(0x420160, "Interop Function");
    public static final Tag INTEROP_IDENTIFIER = known(0x420161, "Interop Identifier");
    public static final Tag ADJUSTMENT_VALUE = known(0x420162, "Adjustment Value");
    public static final Tag COMMON_PROTECTION_STORAGE_MASKS = known(0x420163, "Common Protection Storage Masks");
    public static final Tag PRIVATE_PROTECTION_STORAGE_MASKS = known(0x420164, "Private Protection Storage Masks");
    public static final Tag PUBLIC_PROTECTION_STORAGE_MASKS = known(0x420165, "Public Protection Storage Masks");
    public static final Tag OBJECT_GROUPS = known(0x420166, "Object Groups");
    public static final Tag OBJECT_TYPES = known(0x420167, "Object Types");
    public static final Tag CONSTRAINTS = known(0x420168, "Constraints");
    public static final Tag CONSTRAINT = known(0x420169, "Constraint");
    public static final Tag ROTATE_INTERVAL = known(0x42016A, "Rotate Interval");
    public static final Tag ROTATE_AUTOMATIC = known(0x42016B, "Rotate Automatic");
    public static final Tag ROTATE_OFFSET = known(0x42016C, "Rotate Offset");
    public static final Tag ROTATE_DATE = known(0x42016D, "Rotate Date");
    public static final Tag ROTATE_GENERATION = known(0x42016E, "Rotate Generation");
    public static final Tag ROTATE_NAME = known(0x42016F, "Rotate Name");
    public static final Tag ROTATE_NAME_VALUE = known(0x420170, "Rotate Name Value");
    public static final Tag ROTATE_NAME_TYPE = known(0x420171, "Rotate Name Type");
    public static final Tag ROTATE_LATEST = known(0x420172, "Rotate Latest");
    public static final Tag ASYNCHRONOUS_REQUEST = known(0x420173, "Asynchronous Request");
    public static final Tag SUBMISSION_DATE = known(0x420174, "Submission Date");
    public static final Tag PROCESSING_STAGE = known(0x420175, "Processing Stage");
    public static final Tag ASYNCHRONOUS_CORRELATION_VALUES = known(0x420176, "Asynchronous Correlation Values");
    public static final Tag CERTIFICATE_LINK = known(0x420190, "Certificate Link");
    public static final Tag CHILD_LINK = known(0x420191, "Child Link");
    public static final Tag DERIVATION_OBJECT_LINK = known(0x420192, "Derivation Object Link");
    public static final Tag DERIVED_OBJECT_LINK = known(0x420193, "Derived Object Link");
    public static final Tag NEXT_LINK = known(0x420194, "Next Link");
    public static final Tag PARENT_LINK = known(0x420195, "Parent Link");
    public static final Tag PKCS_12_CERTIFICATE_LINK = known(0x420196, "PKCS#12 Certificate Link");
    public static final Tag PKCS_12_PASSWORD_LINK = known(0x420197, "PKCS#12 Password Link");
    public static final Tag PREVIOUS_LINK = known(0x420198, "Previous Link");
    public static final Tag PRIVATE_KEY_LINK = known(0x420199, "Private Key Link");
    public static final Tag PUBLIC_KEY_LINK = known(0x42019A, "Public Key Link");
    public static final Tag REPLACED_OBJECT_LINK = known(0x42019B, "Replaced Object Link");
    public static final Tag REPLACEMENT_OBJECT_LINK = known(0x42019C, "Replacement Object Link");
    public static final Tag WRAPPING_KEY_LINK = known(0x42019D, "Wrapping Key Link");
    public static final Tag OBJECT_CLASS = known(0x42019E, "Object Class");
    public static final Tag OBJECT_CLASS_MASK = known(0x42019F, "Object Class Mask");
    public static final Tag CREDENTIAL_LINK = known(0x4201A0, "Credential Link");
    public static final Tag PASSWORD_CREDENTIAL = known(0x4201A1, "Password Credential");
    public static final Tag PASSWORD_SALT = known(0x4201A2, "Password Salt");
    public static final Tag PASSWORD_SALT_ALGORITHM = known(0x4201A3, "Password Salt Algorithm");
    public static final Tag SALTED_PASSWORD = known(0x4201A4, "Salted Password");
    public static final Tag PASSWORD_LINK = known(0x4201A5, "Password Link");
    public static final Tag DEVICE_CREDENTIAL = known(0x4201A6, "Device Credential");
    public static final Tag OTP_CREDENTIAL = known(0x4201A7, "OTP Credential");
    public static final Tag OTP_ALGORITHM = known(0x4201A8, "OTP Algorithm");
    public static final Tag OTP_DIGEST = known(0x4201A9, "OTP Digest");
    public static final Tag OTP_SERIAL = known(0x4201AA, "OTP Serial");
    public static final Tag OTP_SEED = known(0x4201AB, "OTP Seed");
    public static final Tag OTP_INTERVAL = known(0x4201AC, "OTP Interval");
    public static final Tag OTP_DIGITS = known(0x4201AD, "OTP Digits");
    public static final Tag OTP_COUNTER = known(0x4201AE, "OTP Counter");
    public static final Tag HASHED_PASSWORD_CREDENTIAL = known(0x4201AF, "Hashed Password Credential");
    public static final Tag HASHED_USERNAME_PASSWORD = known(0x4201B0, "Hashed Username Password");
    public static final Tag HASHED_PASSWORD_USERNAME = known(0x4201B1, "Hashed Password Username");
    public static final Tag CREDENTIAL_INFORMATION = known(0x4201B2, "Credential Information");
    public static final Tag GROUP_LINK = known(0x4201B3, "Group Link");
    public static final Tag SPLIT_KEY_BASE_LINK = known(0x4201B4, "Split Key Base Link");
    public static final Tag JOINED_SPLIT_KEY_PARTS_LINK = known(0x4201B5, "Joined Split Key Parts Link");
    public static final Tag SPLIT_KEY_POLYNOMIAL = known(0x4201B6, "Split Key Polynomial");
    public static final Tag DEACTIVATION_MESSAGE = known(0x4201B7, "Deactivation Message");
    public static final Tag DEACTIVATION_REASON = known(0x4201B8, "Deactivation Reason");
    public static final Tag DEACTIVATION_REASON_CODE = known(0x4201B9, "Deactivation Reason Code");
    public static final Tag CERTIFICATE_SUBJECT_DN = known(0x4201BA, "Certificate Subject DN");
    public static final Tag CERTIFICATE_ISSUER_DN = known(0x4201BB, "Certificate Issuer DN");
    public static final Tag CERTIFICATE_REQUEST_LINK = known(0x4201BC, "Certificate Request Link");
    public static final Tag CERTIFY_COUNTER = known(0x4201BD, "Certify Counter");
    public static final Tag DECRYPT_COUNTER = known(0x4201BE, "Decrypt Counter");
    public static final Tag ENCRYPT_COUNTER = known(0x4201BF, "Encrypt Counter");
    public static final Tag SIGN_COUNTER = known(0x4201C0, "Sign Counter");
    public static final Tag SIGNATURE_VERIFY_COUNTER = known(0x4201C1, "Signature Verify Counter");
    public static final Tag NIST_SECURITY_CATEGORY = known(0x4201C2, "NIST Security Category");

    private static final Map<String, Tag> BY_NAME = indexByName();

    private final int code;
    private final String text;
    private final String xmlName;

    private Tag(int code, String text, String xmlName) {
        this.code = code;
        this.text = text;
        this.xmlName = xmlName;
    }

    private static Tag known(int code, String text) {
        Tag tag = new Tag(code, text, NormalizedName.of(text));
        KNOWN[code - BASE] = tag;
        return tag;
    }

    private static Map<String, Tag> indexByName() {
        Map<String, Tag> byName = new HashMap<>();
        for (Tag tag : known()) {
            byName.put(tag.xmlName, tag);
        }
        return Map.copyOf(byName);
    }

    /** The tag of a code; codes outside the tables of the specification get a tag named by its hexadecimal code. */
    public static Tag of(int code) {
        int index = code - BASE;
        if (index >= 0 && index < KNOWN.length && KNOWN[index] != null) {
            return KNOWN[index];
        }
        if (code < 0 || code > 0xFFFFFF) {
            throw new IllegalArgumentException("tag code " + code + " is not a three-byte number");
        }
        return new Tag(code, null, null);
    }

    /** The tag of a code that the tables of the specification have, or empty. */
    public static Optional<Tag> known(int code) {
        int index = code - BASE;
        return index >= 0 && index < KNOWN.length ? Optional.ofNullable(KNOWN[index]) : Optional.empty();
    }

    /** The tag whose XML element name (for example {@code UniqueIdentifier}) is given. */
    public static Optional<Tag> byXmlName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All tags of the specification's tables, in the order of their codes. */
    public static Collection<Tag> known() {
        return List.copyOf(Stream.of(KNOWN).filter(Objects::nonNull).toList());
    }

    /** The code: 0x42xxxx for the specification's tags, 0x54xxxx for extensions. */
    public int code() {
        return code;
    }

    /** The name as the specification prints it, for example {@code Unique Identifier}. */
    public String text() {
        return text == null ? hexadecimal() : text;
    }

    /** The name as XML and JSON write it, for example {@code UniqueIdentifier}. */
    public String xmlName() {
        return xmlName == null ? hexadecimal() : xmlName;
    }

    /** The name of a tag that no table has; made when asked for, since a message may be full of them. */
    private String hexadecimal() {
        return String.format(Locale.ROOT, "0x%06X", code);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tag tag && tag.code == code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    @Override
    public String toString() {
        return text();
    }
}
