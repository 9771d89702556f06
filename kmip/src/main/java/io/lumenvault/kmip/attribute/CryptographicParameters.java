package io.lumenvault.kmip.attribute;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Structures;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.DigitalSignatureAlgorithm;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.KeyRoleType;
import io.lumenvault.kmip.spec.MaskGenerator;
import io.lumenvault.kmip.spec.PaddingMethod;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;

/**
 * The value of the Cryptographic Parameters attribute, also given with cryptographic operations and wrapping (1.4 section
 * 3.6, 2.1 section 4.16). Every component may be null; lengths of IV, tag and salt are in the units of that section.
 */
public record CryptographicParameters(
        BlockCipherMode blockCipherMode,
        PaddingMethod paddingMethod,
        HashingAlgorithm hashingAlgorithm,
        KeyRoleType keyRoleType,
        DigitalSignatureAlgorithm digitalSignatureAlgorithm,
        CryptographicAlgorithm cryptographicAlgorithm,
        Boolean randomIv,
        Integer ivLength,
        Integer tagLength,
        Integer fixedFieldLength,
        Integer invocationFieldLength,
        Integer counterLength,
        Integer initialCounterValue,
        Integer saltLength,
        MaskGenerator maskGenerator,
        HashingAlgorithm maskGeneratorHashingAlgorithm,
        byte[] pSource,
        Integer trailerField) implements StructuredValue {

    /** Parameters that say nothing. */
    public static final CryptographicParameters NONE = new CryptographicParameters(null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null);

    /** Reads Cryptographic Parameters; null stays null. */
    public static CryptographicParameters from(Item item) {
        if (item == null) {
            return null;
        }
        Fields fields = StructuredValue.fields(item, Structures.CRYPTOGRAPHIC_PARAMETERS);
        return new CryptographicParameters(
                fields.enumeration(Tag.BLOCK_CIPHER_MODE, BlockCipherMode.class),
                fields.enumeration(Tag.PADDING_METHOD, PaddingMethod.class),
                fields.enumeration(Tag.HASHING_ALGORITHM, HashingAlgorithm.class),
                fields.enumeration(Tag.KEY_ROLE_TYPE, KeyRoleType.class),
                fields.enumeration(Tag.DIGITAL_SIGNATURE_ALGORITHM, DigitalSignatureAlgorithm.class),
                fields.enumeration(Tag.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.class),
                fields.bool(Tag.RANDOM_IV),
                fields.integer(Tag.IV_LENGTH),
                fields.integer(Tag.TAG_LENGTH),
                fields.integer(Tag.FIXED_FIELD_LENGTH),
                fields.integer(Tag.INVOCATION_FIELD_LENGTH),
                fields.integer(Tag.COUNTER_LENGTH),
                fields.integer(Tag.INITIAL_COUNTER_VALUE),
                fields.integer(Tag.SALT_LENGTH),
                fields.enumeration(Tag.MASK_GENERATOR, MaskGenerator.class),
                fields.enumeration(Tag.MASK_GENERATOR_HASHING_ALGORITHM, HashingAlgorithm.class),
                fields.bytes(Tag.P_SOURCE),
                fields.integer(Tag.TRAILER_FIELD));
    }

    @Override
    public Structure toStructure(Tag tag) {
        return StructuredValue.writer(Structures.CRYPTOGRAPHIC_PARAMETERS, tag)
                .enumeration(Tag.BLOCK_CIPHER_MODE, blockCipherMode)
                .enumeration(Tag.PADDING_METHOD, paddingMethod)
                .enumeration(Tag.HASHING_ALGORITHM, hashingAlgorithm)
                .enumeration(Tag.KEY_ROLE_TYPE, keyRoleType)
                .enumeration(Tag.DIGITAL_SIGNATURE_ALGORITHM, digitalSignatureAlgorithm)
                .enumeration(Tag.CRYPTOGRAPHIC_ALGORITHM, cryptographicAlgorithm)
                .bool(Tag.RANDOM_IV, randomIv)
                .integer(Tag.IV_LENGTH, ivLength)
                .integer(Tag.TAG_LENGTH, tagLength)
                .integer(Tag.FIXED_FIELD_LENGTH, fixedFieldLength)
                .integer(Tag.INVOCATION_FIELD_LENGTH, invocationFieldLength)
                .integer(Tag.COUNTER_LENGTH, counterLength)
                .integer(Tag.INITIAL_COUNTER_VALUE, initialCounterValue)
                .integer(Tag.SALT_LENGTH, saltLength)
                .enumeration(Tag.MASK_GENERATOR, maskGenerator)
                .enumeration(Tag.MASK_GENERATOR_HASHING_ALGORITHM, maskGeneratorHashingAlgorithm)
                .bytes(Tag.P_SOURCE, pSource)
                .integer(Tag.TRAILER_FIELD, trailerField)
                .structure();
    }
}
