package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.RngAlgorithm;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.time.Instant;

/** The attributes that say when and how the server made a key (KMIP 2.1 sections 4.38 and 4.46). */
final class Origin {

    private Origin() {}

    /** Of a key that is made of the HSM's randomness, whose generator has no name in KMIP. */
    static void describe(ObjectAttributes created, Instant now) {
        created.set(AttributeType.ORIGINAL_CREATION_DATE, Item.DateTime.of(AttributeType.ORIGINAL_CREATION_DATE.tag(), now));
        created.set(AttributeType.RANDOM_NUMBER_GENERATOR, Structure.of(AttributeType.RANDOM_NUMBER_GENERATOR.tag(),
                new Item.Enumeration(Tag.RNG_ALGORITHM, RngAlgorithm.UNSPECIFIED.code())));
    }
}
