package io.lumenvault.hsm;

import java.util.Set;

/** What a secret key of a user may do in a token. It is sensitive always, and may do nothing that it is not there for. */
final class UserKeyTemplate {

    private UserKeyTemplate() {}

    /** Completes a template that says which AES key it is: one that stays in the token, for these uses. */
    static AttributeTemplate staying(AttributeTemplate template, Set<KeyUse> uses) {
        return complete(template, AttributeTemplate.CKK_AES, uses, false);
    }

    /** A key that exists in one session, for these uses. */
    static AttributeTemplate passing(Set<KeyUse> uses) {
        return complete(session(), AttributeTemplate.CKK_AES, uses, false);
    }

    /** A key that exists in one session, to be wrapped. */
    static AttributeTemplate leaving(long keyType) {
        return complete(session(), keyType, Set.of(), true);
    }

    private static AttributeTemplate session() {
        return new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_SECRET_KEY)
                .with(AttributeTemplate.CKA_TOKEN, false);
    }

    private static AttributeTemplate complete(AttributeTemplate template, long keyType, Set<KeyUse> uses, boolean extractable) {
        template.with(AttributeTemplate.CKA_KEY_TYPE, keyType)
                .with(AttributeTemplate.CKA_PRIVATE, true)
                .with(AttributeTemplate.CKA_SENSITIVE, true)
                .with(AttributeTemplate.CKA_EXTRACTABLE, extractable)
                .with(AttributeTemplate.CKA_SIGN, false)
                .with(AttributeTemplate.CKA_VERIFY, false)
                .with(AttributeTemplate.CKA_DERIVE, false);
        for (KeyUse use : KeyUse.values()) {
            template.with(use.attribute(), uses.contains(use));
        }
        // The last: SoftHSM2 takes no attribute after it where a key is unwrapped.
        return template.with(AttributeTemplate.CKA_MODIFIABLE, false);
    }
}
