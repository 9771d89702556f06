package io.lumenvault.hsm;

/** What a key of a user is made for. */
public enum KeyUse {
    ENCRYPT(AttributeTemplate.CKA_ENCRYPT),
    DECRYPT(AttributeTemplate.CKA_DECRYPT),
    /** To wrap other keys that leave. */
    WRAP(AttributeTemplate.CKA_WRAP),
    /** To unwrap other keys that come. */
    UNWRAP(AttributeTemplate.CKA_UNWRAP);

    private final long attribute;

    KeyUse(long attribute) {
        this.attribute = attribute;
    }

    /** The attribute that allows it. */
    long attribute() {
        return attribute;
    }
}
