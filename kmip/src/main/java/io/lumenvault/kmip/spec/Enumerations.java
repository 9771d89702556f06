package io.lumenvault.kmip.spec;

import io.lumenvault.kmip.ttlv.Tag;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds enumeration values by code and by name, and the enumeration or mask that belongs to a tag. */
public final class Enumerations {

    private static final Map<Tag, Class<? extends KmipEnumeration>> BY_TAG = Map.ofEntries(
            Map.entry(Tag.ADJUSTMENT_TYPE, AdjustmentType.class),
            Map.entry(Tag.ALTERNATIVE_NAME_TYPE, AlternativeNameType.class),
            Map.entry(Tag.ASYNCHRONOUS_INDICATOR, AsynchronousIndicator.class),
            Map.entry(Tag.ATTESTATION_TYPE, AttestationType.class),
            Map.entry(Tag.BATCH_ERROR_CONTINUATION_OPTION, BatchErrorContinuationOption.class),
            Map.entry(Tag.BLOCK_CIPHER_MODE, BlockCipherMode.class),
            Map.entry(Tag.CANCELLATION_RESULT, CancellationResult.class),
            Map.entry(Tag.CERTIFICATE_REQUEST_TYPE, CertificateRequestType.class),
            Map.entry(Tag.CERTIFICATE_REQUEST_UNIQUE_IDENTIFIER, UniqueIdentifierEnumeration.class),
            Map.entry(Tag.CERTIFICATE_TYPE, CertificateType.class),
            Map.entry(Tag.CLIENT_REGISTRATION_METHOD, ClientRegistrationMethod.class),
            Map.entry(Tag.CREDENTIAL_TYPE, CredentialType.class),
            Map.entry(Tag.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.class),
            Map.entry(Tag.CRYPTOGRAPHIC_USAGE_MASK, CryptographicUsageMask.class),
            Map.entry(Tag.DATA, DataEnumeration.class),
            Map.entry(Tag.DEACTIVATION_REASON_CODE, DeactivationReasonCode.class),
            Map.entry(Tag.DERIVATION_METHOD, DerivationMethod.class),
            Map.entry(Tag.DESTROY_ACTION, DestroyAction.class),
            Map.entry(Tag.DIGITAL_SIGNATURE_ALGORITHM, DigitalSignatureAlgorithm.class),
            Map.entry(Tag.DRBG_ALGORITHM, DrbgAlgorithm.class),
            Map.entry(Tag.ENCODING_OPTION, EncodingOption.class),
            Map.entry(Tag.ENDPOINT_ROLE, EndpointRole.class),
            Map.entry(Tag.EPHEMERAL, Ephemeral.class),
            Map.entry(Tag.EXTENSION_TYPE, ItemTypeEnumeration.class),
            Map.entry(Tag.FIPS186_VARIATION, Fips186Variation.class),
            Map.entry(Tag.HASHING_ALGORITHM, HashingAlgorithm.class),
            Map.entry(Tag.INTEROP_FUNCTION, InteropFunction.class),
            Map.entry(Tag.KEY_COMPRESSION_TYPE, KeyCompressionType.class),
            Map.entry(Tag.KEY_FORMAT_TYPE, KeyFormatType.class),
            Map.entry(Tag.KEY_ROLE_TYPE, KeyRoleType.class),
            Map.entry(Tag.KEY_VALUE_LOCATION_TYPE, KeyValueLocationType.class),
            Map.entry(Tag.KEY_WRAP_TYPE, KeyWrapType.class),
            Map.entry(Tag.LINK_TYPE, LinkType.class),
            Map.entry(Tag.LINKED_OBJECT_IDENTIFIER, UniqueIdentifierEnumeration.class),
            Map.entry(Tag.MASK_GENERATOR, MaskGenerator.class),
            Map.entry(Tag.MASK_GENERATOR_HASHING_ALGORITHM, HashingAlgorithm.class),
            Map.entry(Tag.NAME_TYPE, NameType.class),
            Map.entry(Tag.NIST_KEY_TYPE, NistKeyType.class),
            Map.entry(Tag.OBJECT_CLASS, ObjectClass.class),
            Map.entry(Tag.OBJECT_GROUP_MEMBER, ObjectGroupMember.class),
            Map.entry(Tag.OBJECT_TYPE, ObjectType.class),
            Map.entry(Tag.OPERATION, Operation.class),
            Map.entry(Tag.OTP_ALGORITHM, OtpAlgorithm.class),
            Map.entry(Tag.OTP_DIGEST, CryptographicAlgorithm.class),
            Map.entry(Tag.PADDING_METHOD, PaddingMethod.class),
            Map.entry(Tag.PASSWORD_SALT_ALGORITHM, CryptographicAlgorithm.class),
            Map.entry(Tag.PKCS_11_FUNCTION, Pkcs11Function.class),
            Map.entry(Tag.PKCS_11_RETURN_CODE, Pkcs11ReturnCode.class),
            Map.entry(Tag.PRIVATE_KEY_UNIQUE_IDENTIFIER, UniqueIdentifierEnumeration.class),
            Map.entry(Tag.PROCESSING_STAGE, ProcessingStage.class),
            Map.entry(Tag.PROFILE_NAME, ProfileName.class),
            Map.entry(Tag.PROTECTION_LEVEL, ProtectionLevel.class),
            Map.entry(Tag.PROTECTION_STORAGE_MASK, ProtectionStorageMask.class),
            Map.entry(Tag.PUT_FUNCTION, PutFunction.class),
            Map.entry(Tag.QUERY_FUNCTION, QueryFunction.class),
            Map.entry(Tag.RECOMMENDED_CURVE, RecommendedCurve.class),
            Map.entry(Tag.RESULT_REASON, ResultReason.class),
            Map.entry(Tag.RESULT_STATUS, ResultStatus.class),
            Map.entry(Tag.REVOCATION_REASON_CODE, RevocationReasonCode.class),
            Map.entry(Tag.RNG_ALGORITHM, RngAlgorithm.class),
            Map.entry(Tag.RNG_MODE, RngMode.class),
            Map.entry(Tag.ROTATE_NAME_TYPE, RotateNameType.class),
            Map.entry(Tag.SECRET_DATA_TYPE, SecretDataType.class),
            Map.entry(Tag.SHREDDING_ALGORITHM, ShreddingAlgorithm.class),
            Map.entry(Tag.SPLIT_KEY_METHOD, SplitKeyMethod.class),
            Map.entry(Tag.SPLIT_KEY_POLYNOMIAL, SplitKeyPolynomial.class),
            Map.entry(Tag.STATE, State.class),
            Map.entry(Tag.STORAGE_STATUS_MASK, StorageStatusMask.class),
            Map.entry(Tag.TICKET_TYPE, TicketType.class),
            Map.entry(Tag.UNIQUE_IDENTIFIER, UniqueIdentifierEnumeration.class),
            Map.entry(Tag.UNWRAP_MODE, UnwrapMode.class),
            Map.entry(Tag.USAGE_LIMITS_UNIT, UsageLimitsUnit.class),
            Map.entry(Tag.VALIDATION_AUTHORITY_TYPE, ValidationAuthorityType.class),
            Map.entry(Tag.VALIDATION_TYPE, ValidationType.class),
            Map.entry(Tag.VALIDITY_INDICATOR, ValidityIndicator.class),
            Map.entry(Tag.WRAPPING_METHOD, WrappingMethod.class));

    /** Most codes are small: those stand in an array, the others in a map. */
    private static final int SMALL = 512;

    private record Table(KmipEnumeration[] small, Map<Integer, KmipEnumeration> all) {
        KmipEnumeration get(int code) {
            return code >= 0 && code < SMALL ? small[code] : all.get(code);
        }
    }

    private static final ClassValue<Table> BY_CODE = new ClassValue<>() {
        @Override
        protected Table computeValue(Class<?> type) {
            Table table = new Table(new KmipEnumeration[SMALL], new HashMap<>());
            for (Object constant : type.getEnumConstants()) {
                KmipEnumeration value = (KmipEnumeration) constant;
                table.all.put(value.code(), value);
                if (value.code() >= 0 && value.code() < SMALL) {
                    table.small[value.code()] = value;
                }
            }
            return table;
        }
    };

    private Enumerations() {
    }

    /** The value of a code, or empty where the enumeration has none (extensions included). */
    public static <E extends Enum<E> & KmipEnumeration> Optional<E> find(Class<E> type, int code) {
        return Optional.ofNullable(type.cast(BY_CODE.get(type).get(code)));
    }

    /** The value of a code, or null where the enumeration has none. */
    public static <E extends Enum<E> & KmipEnumeration> E findOrNull(Class<E> type, int code) {
        return type.cast(BY_CODE.get(type).get(code));
    }

    /** The same for an enumeration that is known at run time only. */
    public static <E extends KmipEnumeration> Optional<E> findByCode(Class<E> type, int code) {
        return Optional.ofNullable(type.cast(BY_CODE.get(type).get(code)));
    }

    /** The value of an XML name such as {@code SHA_256} in any version, or empty. */
    public static <E extends KmipEnumeration> Optional<E> findByXmlName(Class<E> type, String xmlName) {
        return BY_CODE.get(type).all.values().stream()
                .filter(one -> one.value().xmlName().equals(xmlName) || one.value().xmlNameIn2().equals(xmlName)).map(type::cast)
                .findFirst();
    }

    /** The enumeration or mask whose values an item of this tag carries, or empty. */
    public static Optional<Class<? extends KmipEnumeration>> forTag(Tag tag) {
        return Optional.ofNullable(BY_TAG.get(tag));
    }

    /** The printed name of a code under a tag, or its hexadecimal form. */
    public static String describe(Tag tag, int code) {
        Class<? extends KmipEnumeration> type = BY_TAG.get(tag);
        KmipEnumeration value = type == null ? null : BY_CODE.get(type).get(code);
        return value == null ? String.format("0x%08X", code) : value.text();
    }
}
