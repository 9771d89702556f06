package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.estimation.FiniteKey;
import io.lumenvault.qkd.estimation.OneDecoyFiniteKey;
import io.lumenvault.qkd.estimation.ThreeIntensityFiniteKey;
import io.lumenvault.qkd.keyrate.SinglePhotonFiniteKey;
import io.lumenvault.qkd.link.SourceParameters;

/** The protocols that the distillation speaks. They differ in the light, and in what a block of counts is worth. */
public enum KeyProtocol {
    /** Weak pulses of three intensities, all of which give key. */
    THREE_INTENSITIES("decoy-state BB84, three intensities", 3) {
        @Override
        FiniteKey finiteKey(SourceParameters source, double epsilonSecrecy, double epsilonCorrectness) {
            ThreeIntensityFiniteKey bound = new ThreeIntensityFiniteKey(source.intensities(), source.probabilities(), epsilonSecrecy,
                    epsilonCorrectness);
            return (counts, keyErrors, disclosed, errorsPublic) -> bound.length(counts, disclosed, errorsPublic).length();
        }
    },
    /** Weak pulses of two intensities, both of which give key. */
    ONE_DECOY("decoy-state BB84, one decoy", 2) {
        @Override
        FiniteKey finiteKey(SourceParameters source, double epsilonSecrecy, double epsilonCorrectness) {
            OneDecoyFiniteKey bound = new OneDecoyFiniteKey(source.intensity(0), source.intensity(1), source.probability(0), epsilonSecrecy,
                    epsilonCorrectness);
            return (counts, keyErrors, disclosed, errorsPublic) -> bound.length(counts, keyErrors, disclosed, errorsPublic).length();
        }
    },
    /** Entangled pairs, measured by both ends. */
    BBM92("BBM92, entangled pairs", 1) {
        @Override
        FiniteKey finiteKey(SourceParameters source, double epsilonSecrecy, double epsilonCorrectness) {
            return (counts, keyErrors, disclosed, errorsPublic) -> counts.keyTotal() == 0 || counts.testTotal() == 0 ? 0
                    : (long) Math.max(0, Math.floor(SinglePhotonFiniteKey.length(counts.keyTotal(), counts.testTotal(), counts.testErrorRate(),
                            disclosed, epsilonSecrecy, epsilonCorrectness)));
        }
    };

    private final String title;
    private final int intensities;

    KeyProtocol(String title, int intensities) {
        this.title = title;
        this.intensities = intensities;
    }

    /** Its name in the metadata of a block. */
    public String title() {
        return title;
    }

    abstract FiniteKey finiteKey(SourceParameters source, double epsilonSecrecy, double epsilonCorrectness);

    void require(SourceParameters source) {
        if (source.intensities().size() != intensities) {
            throw new IllegalArgumentException(title + ": " + intensities + " intensities are needed, given were " + source.intensities());
        }
    }
}
