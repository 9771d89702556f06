package io.lumenvault.qkd.module;

import io.lumenvault.qkd.distillation.KeyProtocol;
import io.lumenvault.qkd.distillation.LinkParameters;
import io.lumenvault.qkd.link.BeamSplitting;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.Eavesdropper;
import io.lumenvault.qkd.link.InterceptResend;
import io.lumenvault.qkd.link.LightDetector;
import io.lumenvault.qkd.link.LightLevel;
import io.lumenvault.qkd.link.LightSource;
import io.lumenvault.qkd.link.Receiver;
import io.lumenvault.qkd.link.Transmitter;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.entangled.Bbm92;
import io.lumenvault.qkd.protocol.entangled.E91;
import io.lumenvault.qkd.protocol.entangled.PairDetector;
import io.lumenvault.qkd.protocol.entangled.PairEmitter;
import io.lumenvault.qkd.protocol.entangled.PairInterceptResend;
import io.lumenvault.qkd.protocol.entangled.PairProtocol;
import io.lumenvault.qkd.protocol.mdi.BellRelay;
import io.lumenvault.qkd.protocol.mdi.BobsStation;
import java.security.SecureRandom;
import java.util.function.Supplier;

/**
 * What a module's light is made of and measured with, by its protocol: weak pulses from Alice, pairs from the middle of the fibre, or
 * weak pulses from both ends to a relay there. Bob's module simulates his transmitter, his half of the fibre and the relay, to which the quantum
 * connection brings Alice's light; what it announces comes to Alice with Bob's own announcements. Nobody trusts a relay, so that it
 * does not matter to the key where it stands.
 */
final class ModuleOptics {
    private final ModuleConfig config;
    /** Null where the light is pulses. */
    private final PairProtocol pairs;

    ModuleOptics(ModuleConfig config) {
        this.config = config;
        this.pairs = pairs(config.parameters());
    }

    /** The source of pairs of a link, or null where its light is pulses. */
    static PairProtocol pairs(LinkParameters parameters) {
        double half = parameters.source().intensity(0) / 2;
        double keyBasis = parameters.source().keyBasisProbability();
        return switch (parameters.protocol()) {
            case THREE_INTENSITIES, ONE_DECOY, MDI -> null;
            case BBM92 -> new Bbm92(half, keyBasis);
            case E91 -> new E91(half, keyBasis);
        };
    }

    /** Who is on the fibre, or null. */
    Eavesdropper eavesdropper(ModuleConfig.Eavesdropping what) {
        long seed = new SecureRandom().nextLong();
        if (what.intercepted() > 0) {
            return pairs == null ? new InterceptResend(what.intercepted(), seed) : new PairInterceptResend(what.intercepted(), seed);
        }
        // Of pairs a tap is a loss, see below.
        return pairs == null && what.tapped() > 0 ? BeamSplitting.tap(what.tapped()) : null;
    }

    /**
     * The light at Alice's end.
     *
     * @param detection what Bob says of his receiver: with it a photon is registered; of pairs, both ends have agreed on the receiver
     * @param eavesdropping what is done on the fibre now
     */
    LightSource source(double detection, Supplier<ModuleConfig.Eavesdropping> eavesdropping) {
        if (pairs == null) {
            return transmitter(detection);
        }
        double transmittance = config.fibre().transmittance();
        double clockHz = config.parameters().source().clockHz();
        return new PairEmitter(pairs, () -> new LinkConditions(clockHz, transmittance * (1 - tapped(eavesdropping.get())), config.detector(), 0));
    }

    /** Pulses of this end, through the fibre, or through half of it where they meet others in the middle. */
    private Transmitter transmitter(double detection) {
        double transmittance = config.fibre().transmittance();
        return new Transmitter(config.parameters().source(), relayed() ? Math.sqrt(transmittance) : transmittance, detection, new SecureRandom().nextLong());
    }

    private boolean relayed() {
        return config.parameters().protocol() == KeyProtocol.MDI;
    }

    private static double tapped(ModuleConfig.Eavesdropping what) {
        return what.intercepted() > 0 ? 0 : what.tapped();
    }

    /** Bob's receiver, or what does for one. */
    LightDetector receiver() {
        DetectorParameters detector = config.detector();
        if (relayed()) {
            LinkConditions link = new LinkConditions(config.parameters().source().clockHz(), 1, detector, 0);
            return new BobsStation(transmitter(detector.photonDetectionProbability()),
                    new BellRelay(link.dark(), detector.misalignment(), link.deadSlots(), new SecureRandom().nextLong()));
        }
        return pairs != null ? new PairDetector(pairs) : new Receiver(detector, config.parameters().source().keyBasisProbability(),
                config.parameters().source().clockHz(), new SecureRandom().nextLong());
    }

    /** What light is due there; coincidences, of pairs or in a relay, are next to none in the dark. */
    LightLevel level() {
        return pairs != null || relayed() ? new LightLevel(0) : LightLevel.of(config.detector(), config.parameters().source().clockHz());
    }
}
