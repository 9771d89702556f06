package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.hsm.KeyWrap;
import io.lumenvault.server.custody.KeyMaterial;

/** What an endpoint knows of a key that is wrapped or unwrapped: how, and what its stored material means. */
public interface KeyWrapRules {

    /** How the other key wraps. Throws to refuse that key, or the wish. */
    KeyWrap method(ManagedObject wrappingKey);

    /** What is wrapped of an external object, from its opened material; the caller closes it. Throws to refuse. */
    KeyMaterial plain(ManagedObject object, KeyMaterial opened);

    /** The bytes of an external wrapping key, from its opened material; the caller closes them. */
    KeyMaterial bare(ManagedObject wrappingKey, KeyMaterial opened);
}
