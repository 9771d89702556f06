package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/**
 * The parameters of Derive Key (1.4 section 4.6, 2.1 section 7.12). Null components were not given.
 *
 * @param parameters hash, mode and padding of the function
 * @param initializationVector the IV of a derivation by encryption
 * @param data the Derivation Data; several since 1.4 (none where a Secret Data object is among the objects)
 * @param salt salt of PBKDF2 and HKDF
 * @param iterationCount rounds of PBKDF2
 */
public record DerivationParameters(CryptographicParameters parameters, byte[] initializationVector, List<byte[]> data,
        byte[] salt, Integer iterationCount) {

    private static final Layout LAYOUT = Layout.of("Derivation Parameters", optional(Tag.CRYPTOGRAPHIC_PARAMETERS),
            optional(Tag.INITIALIZATION_VECTOR), repeated(Tag.DERIVATION_DATA), optional(Tag.SALT), optional(Tag.ITERATION_COUNT));

    public DerivationParameters {
        data = List.copyOf(data);
    }

    static DerivationParameters read(Structure structure, ProtocolVersion version) {
        Fields fields = LAYOUT.readRequest(structure, version);
        return new DerivationParameters(CryptographicParameters.from(fields.item(Tag.CRYPTOGRAPHIC_PARAMETERS)),
                fields.bytes(Tag.INITIALIZATION_VECTOR), fields.allBytes(Tag.DERIVATION_DATA), fields.bytes(Tag.SALT),
                fields.integer(Tag.ITERATION_COUNT));
    }

    Structure toStructure(ProtocolVersion version) {
        return LAYOUT.write(Tag.DERIVATION_PARAMETERS, version).put(PayloadFields.parameters(parameters))
                .bytes(Tag.INITIALIZATION_VECTOR, initializationVector)
                .putAll(data.stream().map(part -> new Item.Bytes(Tag.DERIVATION_DATA, part)).toList()).bytes(Tag.SALT, salt)
                .integer(Tag.ITERATION_COUNT, iterationCount).structure();
    }
}
