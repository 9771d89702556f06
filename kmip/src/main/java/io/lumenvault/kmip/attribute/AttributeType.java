package io.lumenvault.kmip.attribute;

import static io.lumenvault.kmip.attribute.AttributeChange.UNTIL_REACHED;
import static io.lumenvault.kmip.attribute.AttributeChange.UNTIL_USED;
import static io.lumenvault.kmip.attribute.AttributeChange.WHILE_PRE_ACTIVE;
import static io.lumenvault.kmip.attribute.AttributeChange.WHILE_PRE_ACTIVE_OR_ACTIVE;
import static io.lumenvault.kmip.attribute.AttributeChange.YES;
import static io.lumenvault.kmip.attribute.AttributeRules.rules;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.ALL;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.ASYMMETRIC_KEYS;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.ASYMMETRIC_KEYS_TEMPLATES;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.CERTIFICATES;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.CERTIFICATES_PGP_KEYS;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.CRYPTOGRAPHIC;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.CRYPTOGRAPHIC_OPAQUE;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.CRYPTOGRAPHIC_TEMPLATES;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.KEYS_CERTIFICATES_TEMPLATES;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.KEYS_TEMPLATES;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.NONE;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.OPAQUE_OBJECTS;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.SECRETS;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.SPLIT_KEYS;
import static io.lumenvault.kmip.attribute.ObjectTypeSet.SYMMETRIC_SPLIT_TEMPLATES;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_1;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_1;
import static io.lumenvault.kmip.spec.ProtocolVersion.V3_0;
import static io.lumenvault.kmip.ttlv.ItemType.BOOLEAN;
import static io.lumenvault.kmip.ttlv.ItemType.BYTE_STRING;
import static io.lumenvault.kmip.ttlv.ItemType.DATE_TIME;
import static io.lumenvault.kmip.ttlv.ItemType.ENUMERATION;
import static io.lumenvault.kmip.ttlv.ItemType.INTEGER;
import static io.lumenvault.kmip.ttlv.ItemType.INTERVAL;
import static io.lumenvault.kmip.ttlv.ItemType.LONG_INTEGER;
import static io.lumenvault.kmip.ttlv.ItemType.NAME_REFERENCE;
import static io.lumenvault.kmip.ttlv.ItemType.REFERENCE;
import static io.lumenvault.kmip.ttlv.ItemType.STRUCTURE;
import static io.lumenvault.kmip.ttlv.ItemType.TEXT_STRING;

import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The attribute table: every attribute of KMIP 1.0 to 2.1, and of the draft of 3.0, with its type, the versions that have
 * it and what its rules allow a client (1.4 section 3, 2.1 section 4). Codec and server checks read this table and nothing else. Rows: tag,
 * value type, first and last version, rules; the last column of the rules gives the object types of 1.x and of 2.x.
 *
 * <p>This file is long because it is one table.
 */
public enum AttributeType implements AttributeName {
    UNIQUE_IDENTIFIER(Tag.UNIQUE_IDENTIFIER, TEXT_STRING, V1_0, null,
            rules().objects(ALL, ALL)),
    NAME(Tag.NAME, STRUCTURE, V1_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).multiple().objects(ALL, ALL)),
    OBJECT_TYPE(Tag.OBJECT_TYPE, ENUMERATION, V1_0, null,
            rules().givenAtCreation().objects(ALL, ALL)),
    CRYPTOGRAPHIC_ALGORITHM(Tag.CRYPTOGRAPHIC_ALGORITHM, ENUMERATION, V1_0, null,
            rules().givenAtCreation().objects(KEYS_CERTIFICATES_TEMPLATES, ALL)),
    CRYPTOGRAPHIC_LENGTH(Tag.CRYPTOGRAPHIC_LENGTH, INTEGER, V1_0, null,
            rules().givenAtCreation().objects(KEYS_CERTIFICATES_TEMPLATES, ALL)),
    CRYPTOGRAPHIC_PARAMETERS(Tag.CRYPTOGRAPHIC_PARAMETERS, STRUCTURE, V1_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).multiple()
                    .objects(KEYS_CERTIFICATES_TEMPLATES, ALL)),
    CRYPTOGRAPHIC_DOMAIN_PARAMETERS(Tag.CRYPTOGRAPHIC_DOMAIN_PARAMETERS, STRUCTURE, V1_0, null,
            rules().byClient().objects(ASYMMETRIC_KEYS_TEMPLATES, ASYMMETRIC_KEYS)),
    CERTIFICATE_TYPE(Tag.CERTIFICATE_TYPE, ENUMERATION, V1_0, null,
            rules().givenAtCreation().objects(CERTIFICATES, CERTIFICATES)),
    CERTIFICATE_LENGTH(Tag.CERTIFICATE_LENGTH, INTEGER, V1_1, null,
            rules().givenAtCreation().objects(CERTIFICATES, CERTIFICATES)),
    X_509_CERTIFICATE_IDENTIFIER(Tag.X_509_CERTIFICATE_IDENTIFIER, STRUCTURE, V1_1, null,
            rules().objects(CERTIFICATES, CERTIFICATES)),
    X_509_CERTIFICATE_SUBJECT(Tag.X_509_CERTIFICATE_SUBJECT, STRUCTURE, V1_1, null,
            rules().objects(CERTIFICATES, CERTIFICATES)),
    X_509_CERTIFICATE_ISSUER(Tag.X_509_CERTIFICATE_ISSUER, STRUCTURE, V1_1, null,
            rules().objects(CERTIFICATES, CERTIFICATES)),
    CERTIFICATE_IDENTIFIER(Tag.CERTIFICATE_IDENTIFIER, STRUCTURE, V1_0, V1_4,
            rules().objects(CERTIFICATES, NONE)),
    CERTIFICATE_SUBJECT(Tag.CERTIFICATE_SUBJECT, STRUCTURE, V1_0, V1_4,
            rules().objects(CERTIFICATES, NONE)),
    CERTIFICATE_ISSUER(Tag.CERTIFICATE_ISSUER, STRUCTURE, V1_0, V1_4,
            rules().objects(CERTIFICATES, NONE)),
    DIGITAL_SIGNATURE_ALGORITHM(Tag.DIGITAL_SIGNATURE_ALGORITHM, ENUMERATION, V1_1, null,
            rules().givenAtCreation().multiple().objects(CERTIFICATES_PGP_KEYS, CERTIFICATES_PGP_KEYS)),
    DIGEST(Tag.DIGEST, STRUCTURE, V1_0, null,
            rules().multiple().objects(CRYPTOGRAPHIC_OPAQUE, ALL)),
    OPERATION_POLICY_NAME(Tag.OPERATION_POLICY_NAME, TEXT_STRING, V1_0, V1_4,
            rules().byClient().objects(ALL, NONE)),
    CRYPTOGRAPHIC_USAGE_MASK(Tag.CRYPTOGRAPHIC_USAGE_MASK, INTEGER, V1_0, null,
            rules().byClient().objects(CRYPTOGRAPHIC_TEMPLATES, ALL)),
    LEASE_TIME(Tag.LEASE_TIME, INTERVAL, V1_0, null,
            rules().objects(CRYPTOGRAPHIC, ALL)),
    USAGE_LIMITS(Tag.USAGE_LIMITS, STRUCTURE, V1_0, null,
            rules().byClient().clientChanges(UNTIL_USED).clientDeletes(UNTIL_USED).objects(KEYS_TEMPLATES, ALL)),
    STATE(Tag.STATE, ENUMERATION, V1_0, null,
            rules().objects(CRYPTOGRAPHIC, ALL)),
    INITIAL_DATE(Tag.INITIAL_DATE, DATE_TIME, V1_0, null,
            rules().objects(ALL, ALL)),
    ACTIVATION_DATE(Tag.ACTIVATION_DATE, DATE_TIME, V1_0, null,
            rules().byClient().clientChanges(WHILE_PRE_ACTIVE).objects(CRYPTOGRAPHIC_TEMPLATES, ALL)),
    PROCESS_START_DATE(Tag.PROCESS_START_DATE, DATE_TIME, V1_0, null,
            rules().byClient().clientChanges(UNTIL_REACHED).objects(SYMMETRIC_SPLIT_TEMPLATES, ALL)),
    PROTECT_STOP_DATE(Tag.PROTECT_STOP_DATE, DATE_TIME, V1_0, null,
            rules().byClient().clientChanges(UNTIL_REACHED).objects(SYMMETRIC_SPLIT_TEMPLATES, ALL)),
    DEACTIVATION_DATE(Tag.DEACTIVATION_DATE, DATE_TIME, V1_0, null,
            rules().byClient().clientChanges(WHILE_PRE_ACTIVE_OR_ACTIVE).objects(CRYPTOGRAPHIC_TEMPLATES, ALL)),
    DESTROY_DATE(Tag.DESTROY_DATE, DATE_TIME, V1_0, null,
            rules().objects(CRYPTOGRAPHIC_OPAQUE, ALL)),
    COMPROMISE_OCCURRENCE_DATE(Tag.COMPROMISE_OCCURRENCE_DATE, DATE_TIME, V1_0, null,
            rules().objects(CRYPTOGRAPHIC_OPAQUE, ALL)),
    COMPROMISE_DATE(Tag.COMPROMISE_DATE, DATE_TIME, V1_0, null,
            rules().objects(CRYPTOGRAPHIC_OPAQUE, ALL)),
    REVOCATION_REASON(Tag.REVOCATION_REASON, STRUCTURE, V1_0, null,
            rules().objects(CRYPTOGRAPHIC_OPAQUE, ALL)),
    ARCHIVE_DATE(Tag.ARCHIVE_DATE, DATE_TIME, V1_0, null,
            rules().objects(ALL, ALL)),
    OBJECT_GROUP(Tag.OBJECT_GROUP, TEXT_STRING, V1_0, V2_1,
            rules().byClient().clientChanges(YES).clientDeletes(YES).multiple().objects(ALL, ALL)),
    FRESH(Tag.FRESH, BOOLEAN, V1_1, null,
            rules().byClient().objects(CRYPTOGRAPHIC, ALL)),
    LINK(Tag.LINK, STRUCTURE, V1_0, V2_1,
            rules().byClient().clientChanges(YES).clientDeletes(YES).multiple().objects(CRYPTOGRAPHIC, ALL)),
    APPLICATION_SPECIFIC_INFORMATION(Tag.APPLICATION_SPECIFIC_INFORMATION, STRUCTURE, V1_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).multiple().objects(ALL, ALL)),
    CONTACT_INFORMATION(Tag.CONTACT_INFORMATION, TEXT_STRING, V1_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(ALL, ALL)),
    LAST_CHANGE_DATE(Tag.LAST_CHANGE_DATE, DATE_TIME, V1_0, null,
            rules().objects(ALL, ALL)),
    ALTERNATIVE_NAME(Tag.ALTERNATIVE_NAME, STRUCTURE, V1_2, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).multiple().objects(ALL, ALL)),
    KEY_VALUE_PRESENT(Tag.KEY_VALUE_PRESENT, BOOLEAN, V1_2, null,
            rules().objects(SECRETS, ALL)),
    KEY_VALUE_LOCATION(Tag.KEY_VALUE_LOCATION, STRUCTURE, V1_2, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).multiple().objects(SECRETS, ALL)),
    ORIGINAL_CREATION_DATE(Tag.ORIGINAL_CREATION_DATE, DATE_TIME, V1_2, null,
            rules().byClient().objects(ALL, ALL)),
    RANDOM_NUMBER_GENERATOR(Tag.RANDOM_NUMBER_GENERATOR, STRUCTURE, V1_3, null,
            rules().byClient().objects(CRYPTOGRAPHIC, ALL)),
    PKCS_12_FRIENDLY_NAME(Tag.PKCS_12_FRIENDLY_NAME, TEXT_STRING, V1_4, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(CRYPTOGRAPHIC, ALL)),
    DESCRIPTION(Tag.DESCRIPTION, TEXT_STRING, V1_4, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(ALL, ALL)),
    COMMENT(Tag.COMMENT, TEXT_STRING, V1_4, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(ALL, ALL)),
    SENSITIVE(Tag.SENSITIVE, BOOLEAN, V1_4, null,
            rules().byClient().clientChanges(YES).objects(ALL, ALL)),
    ALWAYS_SENSITIVE(Tag.ALWAYS_SENSITIVE, BOOLEAN, V1_4, null,
            rules().objects(ALL, ALL)),
    EXTRACTABLE(Tag.EXTRACTABLE, BOOLEAN, V1_4, null,
            rules().byClient().clientChanges(YES).objects(ALL, ALL)),
    NEVER_EXTRACTABLE(Tag.NEVER_EXTRACTABLE, BOOLEAN, V1_4, null,
            rules().objects(ALL, ALL)),
    CERTIFICATE_SUBJECT_CN(Tag.CERTIFICATE_SUBJECT_CN, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_SUBJECT_O(Tag.CERTIFICATE_SUBJECT_O, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_SUBJECT_OU(Tag.CERTIFICATE_SUBJECT_OU, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_SUBJECT_EMAIL(Tag.CERTIFICATE_SUBJECT_EMAIL, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_SUBJECT_C(Tag.CERTIFICATE_SUBJECT_C, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_SUBJECT_ST(Tag.CERTIFICATE_SUBJECT_ST, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_SUBJECT_L(Tag.CERTIFICATE_SUBJECT_L, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_SUBJECT_UID(Tag.CERTIFICATE_SUBJECT_UID, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_SUBJECT_SERIAL_NUMBER(Tag.CERTIFICATE_SUBJECT_SERIAL_NUMBER, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_SUBJECT_TITLE(Tag.CERTIFICATE_SUBJECT_TITLE, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_SUBJECT_DC(Tag.CERTIFICATE_SUBJECT_DC, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_SUBJECT_DN_QUALIFIER(Tag.CERTIFICATE_SUBJECT_DN_QUALIFIER, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_ISSUER_CN(Tag.CERTIFICATE_ISSUER_CN, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_ISSUER_O(Tag.CERTIFICATE_ISSUER_O, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_ISSUER_OU(Tag.CERTIFICATE_ISSUER_OU, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_ISSUER_EMAIL(Tag.CERTIFICATE_ISSUER_EMAIL, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_ISSUER_C(Tag.CERTIFICATE_ISSUER_C, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_ISSUER_ST(Tag.CERTIFICATE_ISSUER_ST, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_ISSUER_L(Tag.CERTIFICATE_ISSUER_L, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_ISSUER_UID(Tag.CERTIFICATE_ISSUER_UID, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_ISSUER_SERIAL_NUMBER(Tag.CERTIFICATE_ISSUER_SERIAL_NUMBER, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_ISSUER_TITLE(Tag.CERTIFICATE_ISSUER_TITLE, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_ISSUER_DC(Tag.CERTIFICATE_ISSUER_DC, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_ISSUER_DN_QUALIFIER(Tag.CERTIFICATE_ISSUER_DN_QUALIFIER, TEXT_STRING, V2_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    KEY_FORMAT_TYPE(Tag.KEY_FORMAT_TYPE, ENUMERATION, V2_0, null,
            rules().givenAtCreation().objects(NONE, ALL)),
    NIST_KEY_TYPE(Tag.NIST_KEY_TYPE, ENUMERATION, V2_0, null,
            rules().byClient().multiple().objects(NONE, ALL)),
    OPAQUE_DATA_TYPE(Tag.OPAQUE_DATA_TYPE, ENUMERATION, V2_0, null,
            rules().givenAtCreation().objects(NONE, OPAQUE_OBJECTS)),
    PROTECTION_LEVEL(Tag.PROTECTION_LEVEL, ENUMERATION, V2_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    PROTECTION_PERIOD(Tag.PROTECTION_PERIOD, INTERVAL, V2_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    PROTECTION_STORAGE_MASK(Tag.PROTECTION_STORAGE_MASK, INTEGER, V2_0, null,
            rules().objects(NONE, ALL)),
    QUANTUM_SAFE(Tag.QUANTUM_SAFE, BOOLEAN, V2_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    ROTATE_AUTOMATIC(Tag.ROTATE_AUTOMATIC, BOOLEAN, V2_1, null,
            rules().byClient().objects(NONE, ALL)),
    ROTATE_DATE(Tag.ROTATE_DATE, DATE_TIME, V2_1, null,
            rules().objects(NONE, ALL)),
    ROTATE_GENERATION(Tag.ROTATE_GENERATION, INTEGER, V2_1, null,
            rules().objects(NONE, ALL)),
    ROTATE_INTERVAL(Tag.ROTATE_INTERVAL, INTERVAL, V2_1, null,
            rules().byClient().objects(NONE, ALL)),
    ROTATE_LATEST(Tag.ROTATE_LATEST, BOOLEAN, V2_1, null,
            rules().objects(NONE, ALL)),
    ROTATE_NAME(Tag.ROTATE_NAME, STRUCTURE, V2_1, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    ROTATE_OFFSET(Tag.ROTATE_OFFSET, INTERVAL, V2_1, null,
            rules().byClient().objects(NONE, ALL)),
    SHORT_UNIQUE_IDENTIFIER(Tag.SHORT_UNIQUE_IDENTIFIER, BYTE_STRING, V2_0, null,
            rules().objects(NONE, ALL)),
    CERTIFICATE_LINK(Tag.CERTIFICATE_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    CERTIFICATE_REQUEST_LINK(Tag.CERTIFICATE_REQUEST_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    CHILD_LINK(Tag.CHILD_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    CREDENTIAL_LINK(Tag.CREDENTIAL_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).multiple().objects(NONE, ALL)),
    DERIVATION_OBJECT_LINK(Tag.DERIVATION_OBJECT_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    DERIVED_OBJECT_LINK(Tag.DERIVED_OBJECT_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    GROUP_LINK(Tag.GROUP_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).multiple().objects(NONE, ALL)),
    JOINED_SPLIT_KEY_PARTS_LINK(Tag.JOINED_SPLIT_KEY_PARTS_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).multiple().objects(NONE, ALL)),
    NEXT_LINK(Tag.NEXT_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    PARENT_LINK(Tag.PARENT_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    PASSWORD_LINK(Tag.PASSWORD_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    PKCS_12_CERTIFICATE_LINK(Tag.PKCS_12_CERTIFICATE_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    PKCS_12_PASSWORD_LINK(Tag.PKCS_12_PASSWORD_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    PREVIOUS_LINK(Tag.PREVIOUS_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    PRIVATE_KEY_LINK(Tag.PRIVATE_KEY_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    PUBLIC_KEY_LINK(Tag.PUBLIC_KEY_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    REPLACED_OBJECT_LINK(Tag.REPLACED_OBJECT_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    REPLACEMENT_OBJECT_LINK(Tag.REPLACEMENT_OBJECT_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    SPLIT_KEY_BASE_LINK(Tag.SPLIT_KEY_BASE_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    WRAPPING_KEY_LINK(Tag.WRAPPING_KEY_LINK, REFERENCE, V3_0, null,
            rules().byClient().clientChanges(YES).clientDeletes(YES).objects(NONE, ALL)),
    OBJECT_CLASS(Tag.OBJECT_CLASS, ENUMERATION, V3_0, null,
            rules().byClient().objects(NONE, ALL)),
    DEACTIVATION_REASON(Tag.DEACTIVATION_REASON, STRUCTURE, V3_0, null,
            rules().byClient().objects(NONE, ALL)),
    CREDENTIAL_TYPE(Tag.CREDENTIAL_TYPE, ENUMERATION, V3_0, null,
            rules().objects(NONE, ALL)),
    NIST_SECURITY_CATEGORY(Tag.NIST_SECURITY_CATEGORY, INTEGER, V3_0, null,
            rules().byClient().objects(NONE, ALL)),
    OTP_COUNTER(Tag.OTP_COUNTER, BYTE_STRING, V3_0, null,
            rules().objects(NONE, ALL)),
    CERTIFY_COUNTER(Tag.CERTIFY_COUNTER, LONG_INTEGER, V3_0, null,
            rules().objects(NONE, CRYPTOGRAPHIC)),
    DECRYPT_COUNTER(Tag.DECRYPT_COUNTER, LONG_INTEGER, V3_0, null,
            rules().objects(NONE, CRYPTOGRAPHIC)),
    ENCRYPT_COUNTER(Tag.ENCRYPT_COUNTER, LONG_INTEGER, V3_0, null,
            rules().objects(NONE, CRYPTOGRAPHIC)),
    SIGN_COUNTER(Tag.SIGN_COUNTER, LONG_INTEGER, V3_0, null,
            rules().objects(NONE, CRYPTOGRAPHIC)),
    SIGNATURE_VERIFY_COUNTER(Tag.SIGNATURE_VERIFY_COUNTER, LONG_INTEGER, V3_0, null,
            rules().objects(NONE, CRYPTOGRAPHIC)),
    KEY_PART_IDENTIFIER(Tag.KEY_PART_IDENTIFIER, INTEGER, V3_0, null,
            rules().byClient().objects(NONE, SPLIT_KEYS)),
    SPLIT_KEY_PARTS(Tag.SPLIT_KEY_PARTS, INTEGER, V3_0, null,
            rules().byClient().objects(NONE, SPLIT_KEYS)),
    SPLIT_KEY_THRESHOLD(Tag.SPLIT_KEY_THRESHOLD, INTEGER, V3_0, null,
            rules().byClient().objects(NONE, SPLIT_KEYS)),
    SPLIT_KEY_METHOD(Tag.SPLIT_KEY_METHOD, ENUMERATION, V3_0, null,
            rules().byClient().objects(NONE, SPLIT_KEYS)),
    SPLIT_KEY_POLYNOMIAL(Tag.SPLIT_KEY_POLYNOMIAL, ENUMERATION, V3_0, null,
            rules().byClient().objects(NONE, SPLIT_KEYS)),
    CERTIFICATE_SUBJECT_DN(Tag.CERTIFICATE_SUBJECT_DN, TEXT_STRING, V3_0, null,
            rules().multiple().objects(NONE, CERTIFICATES)),
    CERTIFICATE_ISSUER_DN(Tag.CERTIFICATE_ISSUER_DN, TEXT_STRING, V3_0, null,
            rules().multiple().objects(NONE, CERTIFICATES));

    private static final Map<String, AttributeType> BY_TEXT = new HashMap<>();
    private static final Map<Tag, AttributeType> BY_TAG = new HashMap<>();

    static {
        for (AttributeType type : values()) {
            BY_TEXT.put(type.text(), type);
            BY_TAG.put(type.tag, type);
        }
    }

    private final Tag tag;
    private final ItemType valueType;
    private final ProtocolVersion since;
    private final ProtocolVersion until;
    private final AttributeRules rules;

    AttributeType(Tag tag, ItemType valueType, ProtocolVersion since, ProtocolVersion until, AttributeRules rules) {
        this.tag = tag;
        this.valueType = valueType;
        this.since = since;
        this.until = until;
        this.rules = rules;
    }

    /** The attribute of a canonical name such as {@code Cryptographic Usage Mask}. */
    public static Optional<AttributeType> byText(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /** The attribute whose value carries this tag in 2.x. */
    public static Optional<AttributeType> byTag(Tag tag) {
        return Optional.ofNullable(BY_TAG.get(tag));
    }

    /** The canonical name. */
    @Override
    public String text() {
        return tag.text();
    }

    /** The tag of the value. */
    public Tag tag() {
        return tag;
    }

    /** The TTLV type of the value; a Unique Identifier may also be an Enumeration or Integer in 2.x. */
    public ItemType valueType() {
        return valueType;
    }

    /** True where a value of this type may stand for the attribute in the version. */
    boolean takes(ItemType given, ProtocolVersion version) {
        boolean identifies = this == UNIQUE_IDENTIFIER || valueType == REFERENCE;
        return given == valueType || valueType == REFERENCE && given == NAME_REFERENCE
                || identifies && version.major() >= 2 && (given == ENUMERATION || given == INTEGER);
    }

    @Override
    public boolean availableAt(ProtocolVersion version) {
        return version.isAtLeast(since) && (until == null || until.isAtLeast(version));
    }

    /** True where some minor version of the same major version has the attribute. */
    boolean availableInMajor(ProtocolVersion version) {
        return version.major() >= since.major() && (until == null || version.major() <= until.major());
    }

    /** First version with the attribute. */
    public ProtocolVersion since() {
        return since;
    }

    @Override
    public boolean multipleInstances() {
        return rules.multipleInstances();
    }

    /** The client may set it where it has no value: at creation or by Add Attribute. */
    public boolean clientMaySet() {
        return rules.setByClient();
    }

    /**
     * The client may name it in a request that makes an object (Create, Register and the like), either because it may set
     * it or because the operation takes it as a parameter, as with Cryptographic Length.
     */
    public boolean clientMayGiveAtCreation() {
        return rules.setByClient() || rules.givenAtCreation();
    }

    /** When the client may change an existing value (Modify Attribute). */
    public AttributeChange clientChange() {
        return rules.clientChange();
    }

    /** When the client may delete it (Delete Attribute). */
    public AttributeChange clientDelete() {
        return rules.clientDelete();
    }

    /** True where objects of this type may have the attribute in this version. */
    public boolean appliesTo(ObjectType objectType, ProtocolVersion version) {
        return availableAt(version)
                && (version.major() == 1 ? rules.objectsOf1() : rules.objectsOf2()).contains(objectType);
    }
}
