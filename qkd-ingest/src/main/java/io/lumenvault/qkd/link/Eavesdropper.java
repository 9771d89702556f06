package io.lumenvault.qkd.link;

/** Somebody on the quantum channel: sees light on its way, may stop, divert or replace it. */
public interface Eavesdropper {
    /** Handles one stretch of light where it arrives; may change its pulses in place. */
    void attack(LightFrame light);

    /**
     * How many photons the receiver registers with this one on the channel. Whoever only changes states leaves it as it
     * is.
     *
     * @param transmittance of the channel
     * @param detection probability that a photon which enters the receiver is registered; nobody can change that
     */
    default PhotonLaw photons(double transmittance, double detection) {
        return PhotonLaw.loss(transmittance * detection);
    }
}
