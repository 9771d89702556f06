package io.lumenvault.kmip.attribute;

import static io.lumenvault.kmip.spec.ObjectType.CERTIFICATE;
import static io.lumenvault.kmip.spec.ObjectType.OPAQUE_OBJECT;
import static io.lumenvault.kmip.spec.ObjectType.PGP_KEY;
import static io.lumenvault.kmip.spec.ObjectType.PRIVATE_KEY;
import static io.lumenvault.kmip.spec.ObjectType.PUBLIC_KEY;
import static io.lumenvault.kmip.spec.ObjectType.SECRET_DATA;
import static io.lumenvault.kmip.spec.ObjectType.SPLIT_KEY;
import static io.lumenvault.kmip.spec.ObjectType.SYMMETRIC_KEY;
import static io.lumenvault.kmip.spec.ObjectType.TEMPLATE;

import io.lumenvault.kmip.spec.ObjectType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The groups of object types that the rows "Applies to Object Types" name. */
final class ObjectTypeSet {

    static final Set<ObjectType> NONE = Set.of();
    static final Set<ObjectType> ALL = Collections.unmodifiableSet(EnumSet.allOf(ObjectType.class));
    static final Set<ObjectType> CRYPTOGRAPHIC_OPAQUE = without(ALL, TEMPLATE);
    static final Set<ObjectType> CRYPTOGRAPHIC = without(CRYPTOGRAPHIC_OPAQUE, OPAQUE_OBJECT);
    static final Set<ObjectType> CRYPTOGRAPHIC_TEMPLATES = without(ALL, OPAQUE_OBJECT);
    static final Set<ObjectType> KEYS_TEMPLATES =
            of(SYMMETRIC_KEY, PUBLIC_KEY, PRIVATE_KEY, SPLIT_KEY, PGP_KEY, TEMPLATE);
    static final Set<ObjectType> KEYS_CERTIFICATES_TEMPLATES =
            of(SYMMETRIC_KEY, PUBLIC_KEY, PRIVATE_KEY, SPLIT_KEY, PGP_KEY, CERTIFICATE, TEMPLATE);
    static final Set<ObjectType> ASYMMETRIC_KEYS = of(PUBLIC_KEY, PRIVATE_KEY);
    static final Set<ObjectType> ASYMMETRIC_KEYS_TEMPLATES = of(PUBLIC_KEY, PRIVATE_KEY, TEMPLATE);
    static final Set<ObjectType> SYMMETRIC_SPLIT_TEMPLATES = of(SYMMETRIC_KEY, SPLIT_KEY, TEMPLATE);
    static final Set<ObjectType> SECRETS = of(SYMMETRIC_KEY, PRIVATE_KEY, SPLIT_KEY, SECRET_DATA);
    static final Set<ObjectType> CERTIFICATES = of(CERTIFICATE);
    static final Set<ObjectType> CERTIFICATES_PGP_KEYS = of(CERTIFICATE, PGP_KEY);
    static final Set<ObjectType> SPLIT_KEYS = of(SPLIT_KEY);
    static final Set<ObjectType> OPAQUE_OBJECTS = of(OPAQUE_OBJECT);

    private ObjectTypeSet() {
    }

    private static Set<ObjectType> of(ObjectType first, ObjectType... rest) {
        return Collections.unmodifiableSet(EnumSet.of(first, rest));
    }

    private static Set<ObjectType> without(Set<ObjectType> set, ObjectType excluded) {
        EnumSet<ObjectType> smaller = EnumSet.copyOf(set);
        smaller.remove(excluded);
        return Collections.unmodifiableSet(smaller);
    }
}
