package io.lumenvault.qkd.link;

/** Somebody on the quantum channel: sees light on its way and may replace it. */
public interface Eavesdropper {
    /** Handles one stretch of light; may change its pulses in place. */
    void attack(LightFrame light);
}
