package io.lumenvault.qkd.link;

/** Where light begins: it goes out, and Alice keeps a record. */
public interface LightSource {
    /** One emitted stretch: the light that goes out and the record that stays. */
    record Emission(LightFrame light, Preparation preparation) {
    }

    /**
     * Emits the next slots to a channel on which somebody may be.
     *
     * @param eve who, or null
     */
    Emission emit(int slots, Eavesdropper eve);
}
