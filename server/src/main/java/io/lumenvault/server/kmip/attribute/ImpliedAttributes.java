package io.lumenvault.server.kmip.attribute;

import io.lumenvault.ground.Sha256;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ObjectClass;
import io.lumenvault.kmip.spec.ProtectionStorageMask;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Tag;

/** The attributes that follow from others and are not stored, or have a default where nothing is stored. */
final class ImpliedAttributes {

    private ImpliedAttributes() {}

    /** The value, or null. */
    static Item read(AttributeType type, ObjectAttributes object) {
        Tag tag = type.tag();
        return switch (type) {
            case UNIQUE_IDENTIFIER -> Item.Text.of(tag, object.identifier().toString());
            // KMIP 2.1 section 4.56: SHA-256 of the Unique Identifier.
            case SHORT_UNIQUE_IDENTIFIER -> new Item.Bytes(tag, Sha256.of(object.identifier().toString()));
            case OBJECT_TYPE -> new Item.Enumeration(tag, object.objectType().code());
            case STATE -> new Item.Enumeration(tag, object.state().code());
            case SENSITIVE, ALWAYS_SENSITIVE, NEVER_EXTRACTABLE -> new Item.Bool(tag, false);
            case EXTRACTABLE -> new Item.Bool(tag, true);
            case KEY_FORMAT_TYPE -> object.form() == MaterialForm.RAW
                    ? new Item.Enumeration(tag, KeyFormatType.RAW.code()) : null;
            case OBJECT_CLASS -> new Item.Enumeration(tag, ObjectClass.USER.code());
            case LEASE_TIME -> new Item.Interval(tag, LeaseTime.SECONDS);
            case PROTECTION_STORAGE_MASK -> new Item.Int(tag, ProtectionStorageMask.SOFTWARE.code());
            default -> null;
        };
    }
}
