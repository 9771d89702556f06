package io.lumenvault.hsm;

import java.util.List;

/**
 * Small values kept in the token beside its keys, as private data objects (PKCS#11 v3.0 clause 4.5), found by their label. They are not
 * secret to whoever knows the PIN; they are where a database's administrator cannot change them.
 */
final class TokenData {

    private TokenData() {}

    /** The values of that label: none, one, or two where a replacement was interrupted. */
    static List<byte[]> read(TokenObjects objects, String label) {
        try {
            return values(objects, label);
        } catch (CryptokiException gone) {
            // Another process that shares the token may have replaced it between the search and the reading; a lost token fails again.
            return values(objects, label);
        }
    }

    private static List<byte[]> values(TokenObjects objects, String label) {
        return objects.find(named(label)).stream().map(object -> objects.attribute(object, AttributeTemplate.CKA_VALUE)).toList();
    }

    /** Replaces the values of that label: the new one is there before the old ones go. */
    static void write(TokenObjects objects, String label, byte[] value) {
        List<Long> old = objects.find(named(label));
        objects.create(named(label)
                .with(AttributeTemplate.CKA_TOKEN, true)
                .with(AttributeTemplate.CKA_PRIVATE, true)
                .with(AttributeTemplate.CKA_MODIFIABLE, false)
                .with(AttributeTemplate.CKA_VALUE, value));
        old.forEach(objects::destroy);
    }

    private static AttributeTemplate named(String label) {
        return new AttributeTemplate().with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_DATA).with(AttributeTemplate.CKA_LABEL, label);
    }
}
