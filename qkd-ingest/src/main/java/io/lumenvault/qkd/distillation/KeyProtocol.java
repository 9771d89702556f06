package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.estimation.Estimate;
import io.lumenvault.qkd.estimation.FiniteKey;
import io.lumenvault.qkd.estimation.MdiFiniteKey;
import io.lumenvault.qkd.estimation.OneDecoyFiniteKey;
import io.lumenvault.qkd.estimation.ThreeIntensityFiniteKey;
import io.lumenvault.qkd.keyrate.SinglePhotonFiniteKey;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.protocol.entangled.E91Bases;
import io.lumenvault.qkd.protocol.entangled.E91FiniteKey;
import io.lumenvault.qkd.protocol.mdi.MdiBases;
import io.lumenvault.qkd.sifting.SiftingTable;

/** The protocols that the distillation speaks. They differ in the light, in what becomes of a click, and in what a block of counts is worth. */
public enum KeyProtocol {
    /** Weak pulses of three intensities, all of which give key. */
    THREE_INTENSITIES("decoy-state BB84, three intensities", 3) {
        @Override
        FiniteKey finiteKey(SourceParameters source, double secrecy, double correctness) {
            ThreeIntensityFiniteKey bound = new ThreeIntensityFiniteKey(source.intensities(), source.probabilities(), secrecy, correctness);
            return (block, kept, disclosed) -> bound.length(block, kept.removed(block), disclosed, true).length();
        }
    },
    /** Weak pulses of two intensities, both of which give key. */
    ONE_DECOY("decoy-state BB84, one decoy", 2) {
        @Override
        FiniteKey finiteKey(SourceParameters source, double secrecy, double correctness) {
            OneDecoyFiniteKey bound = new OneDecoyFiniteKey(source.intensity(0), source.intensity(1), source.probability(0), secrecy, correctness);
            return (block, kept, disclosed) -> bound.length(block, kept, disclosed, true).length();
        }
    },
    /** Entangled pairs, measured by both ends. */
    BBM92("BBM92, entangled pairs", 1) {
        @Override
        FiniteKey finiteKey(SourceParameters source, double secrecy, double correctness) {
            return (block, kept, disclosed) -> SinglePhotonFiniteKey.secretBits(kept.total(), block.keyTotal(),
                    block.testTotal(), block.testErrorRate(), disclosed, secrecy, correctness);
        }
    },
    /** Entangled pairs, measured along three directions by either end, with the CHSH value. */
    E91("E91, entangled pairs with CHSH", 1) {
        @Override
        public SiftingTable sifting() {
            return E91Bases.SIFTING;
        }

        @Override
        public Estimate estimate(long[] compared, long[] unequal) {
            return E91Bases.estimate(compared, unequal);
        }

        @Override
        FiniteKey finiteKey(SourceParameters source, double secrecy, double correctness) {
            return new E91FiniteKey(secrecy, correctness);
        }
    },
    /** Weak pulses of three intensities from both ends to a relay. */
    MDI("MDI-BB84, two transmitters and a relay", 3) {
        @Override
        public SiftingTable sifting() {
            return MdiBases.SIFTING;
        }

        @Override
        public Estimate estimate(long[] compared, long[] unequal) {
            return MdiBases.estimate(compared, unequal);
        }

        @Override
        FiniteKey finiteKey(SourceParameters source, double secrecy, double correctness) {
            MdiFiniteKey bound = new MdiFiniteKey(source.intensities(), source.probabilities(), secrecy, correctness);
            return (block, kept, disclosed) -> bound.length(MdiBases.counts(block, kept.removed(block)), disclosed).length();
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

    /** What becomes of which click. */
    public SiftingTable sifting() {
        return SiftingTable.TWO_BASES;
    }

    /**
     * What compared bits say of the light.
     *
     * @param compared how many, by class of {@link #sifting}
     * @param unequal how many of them differ
     */
    public Estimate estimate(long[] compared, long[] unequal) {
        return Estimate.ofTestBasis(compared, unequal);
    }

    /**
     * The bound for the blocks of a link that speaks it.
     *
     * @param source the light
     * @param secrecy epsilon_sec of a block
     * @param correctness epsilon_cor of a block
     * @throws IllegalArgumentException if it knows no bound for such light
     */
    abstract FiniteKey finiteKey(SourceParameters source, double secrecy, double correctness);

    void require(SourceParameters source) {
        if (source.intensities().size() != intensities) {
            throw new IllegalArgumentException(title + ": " + intensities + " intensities are needed, given were " + source.intensities());
        }
    }
}
