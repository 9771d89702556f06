package io.lumenvault.server.vault;

/** The endpoint's encoding of the attributes that a QKD key has as a managed object. */
public interface QkdObjectAttributes {

    /**
     * The attributes beyond those that {@link NewObject} names.
     *
     * @param link the link, which is the object's Object Group
     */
    byte[] encode(String link);
}
