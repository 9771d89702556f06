package io.lumenvault.kmip.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.layout.Field;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.RecommendedCurve;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransparentKeyTest {

    private static final Layout HOLDER = Layout.of("holder", Field.optional(Tag.PRIVATE_KEY));

    private static Item number(Tag tag) {
        return Item.BigInt.of(tag, BigInteger.valueOf(tag.code()));
    }

    /** Every part that a format may have. */
    static Item[] parts(KeyFormatType format) {
        String name = format.name();
        List<Item> parts = new ArrayList<>();
        if (name.contains("SYMMETRIC")) {
            parts.add(new Item.Bytes(Tag.KEY, new byte[] {1, 2}));
        } else if (name.contains("RSA")) {
            parts.addAll(List.of(number(Tag.MODULUS), number(Tag.PUBLIC_EXPONENT)));
            if (name.contains("PRIVATE")) {
                parts.addAll(List.of(number(Tag.CRT_COEFFICIENT), number(Tag.PRIVATE_EXPONENT), number(Tag.P), number(Tag.Q),
                        number(Tag.PRIME_EXPONENT_P), number(Tag.PRIME_EXPONENT_Q)));
            }
        } else if (name.contains("_DSA") || name.contains("_DH")) {
            parts.addAll(List.of(number(Tag.P), number(Tag.Q), number(Tag.G), number(name.contains("PRIVATE") ? Tag.X : Tag.Y)));
        } else {
            parts.add(new Item.Enumeration(Tag.RECOMMENDED_CURVE, RecommendedCurve.P_256.code()));
            parts.add(name.contains("PRIVATE") ? number(Tag.D) : new Item.Bytes(Tag.Q_STRING, new byte[] {4, 5}));
        }
        return parts.toArray(Item[]::new);
    }

    @ParameterizedTest
    @EnumSource(KeyFormatType.class)
    void of_everyTransparentFormat_isReadBack(KeyFormatType format) {
        assertEquals(format.name().startsWith("TRANSPARENT"), TransparentKey.isTransparent(format));
        if (TransparentKey.isTransparent(format)) {
            TransparentKey key = TransparentKey.of(format, parts(format));
            Structure sent = Structure.of(Tag.REQUEST_PAYLOAD,
                    ObjectCodec.write(new ManagedObject.PrivateKey(KeyBlock.of(key, null, null)), ProtocolVersion.V1_4));
            KeyBlock block = ObjectCodec.read(HOLDER.readRequest(sent, ProtocolVersion.V1_4)).keyBlock();
            TransparentKey received = block.transparent().orElseThrow();
            assertEquals(key.toStructure(), received.toStructure());
            assertEquals(parts(format).length, received.toStructure().items().size());
        }
    }

    @Test
    void parts_areGivenByTag() {
        TransparentKey rsa = TransparentKey.of(KeyFormatType.TRANSPARENT_RSA_PUBLIC_KEY, parts(KeyFormatType.TRANSPARENT_RSA_PUBLIC_KEY));
        assertEquals(BigInteger.valueOf(Tag.MODULUS.code()), rsa.number(Tag.MODULUS).orElseThrow().value());
        assertTrue(rsa.number(Tag.P).isEmpty());
        TransparentKey ec = TransparentKey.of(KeyFormatType.TRANSPARENT_EC_PUBLIC_KEY, parts(KeyFormatType.TRANSPARENT_EC_PUBLIC_KEY));
        assertEquals(RecommendedCurve.P_256, ec.curve().orElseThrow());
        assertArrayEquals(new byte[] {4, 5}, ec.bytes().orElseThrow());
    }

    @Test
    void of_partsThatAreNotTheFormats_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> TransparentKey.of(KeyFormatType.RAW));
        assertThrows(KmipException.class, () -> TransparentKey.of(KeyFormatType.TRANSPARENT_RSA_PUBLIC_KEY, number(Tag.MODULUS)));
        assertThrows(KmipException.class, () -> TransparentKey.of(KeyFormatType.TRANSPARENT_SYMMETRIC_KEY, number(Tag.KEY)));
        assertThrows(KmipException.class, () -> TransparentKey.of(KeyFormatType.TRANSPARENT_SYMMETRIC_KEY,
                new Item.Bytes(Tag.KEY, new byte[1]), number(Tag.D)));
    }
}
