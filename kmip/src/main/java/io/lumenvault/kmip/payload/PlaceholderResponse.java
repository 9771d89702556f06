package io.lumenvault.kmip.payload;

/** An answer whose Unique Identifier goes into the ID Placeholder (1.4 section 4), or empties it where there is none. */
interface PlaceholderResponse extends ResponsePayload {

    /** The object that the operation made or was about; null for none. */
    String uniqueIdentifier();

    @Override
    default boolean changesPlaceholder() {
        return true;
    }

    @Override
    default String placeholder() {
        return uniqueIdentifier();
    }
}
