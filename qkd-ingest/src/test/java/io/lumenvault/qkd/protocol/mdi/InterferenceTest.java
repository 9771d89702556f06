package io.lumenvault.qkd.protocol.mdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Probabilities are read off by going through u in equal steps. */
class InterferenceTest {
    private static final int STEPS = 1 << 14;
    private static final int KEY = 0;
    private static final int TEST = 1;

    private final Interference interference = new Interference();

    private static int state(int basis, int bit) {
        return basis | bit << 1;
    }

    /** Probability of each set of detectors. */
    private double[] law(int alice, int aliceState, int bob, int bobState) {
        double[] law = new double[1 << Interference.DETECTORS];
        for (int i = 0; i < STEPS; i++) {
            law[interference.fired(alice, aliceState, bob, bobState, (i + 0.5) / STEPS)] += 1.0 / STEPS;
        }
        return law;
    }

    private double of(BellState wanted, int aliceState, int bobState) {
        double[] law = law(1, aliceState, 1, bobState);
        double sum = 0;
        for (int set = 0; set < law.length; set++) {
            sum += Interference.bellState(set) == wanted ? law[set] : 0;
        }
        return sum;
    }

    @Test
    void equalPhotons_leaveTogether() {
        for (int basis : new int[] {KEY, TEST}) {
            for (int bit = 0; bit < 2; bit++) {
                double[] law = law(1, state(basis, bit), 1, state(basis, bit));
                for (int set = 1; set < law.length; set++) {
                    boolean onePort = (set & 0b1010) == 0 || (set & 0b0101) == 0;
                    assertTrue(onePort || law[set] == 0, "basis " + basis + ", bit " + bit + ": set " + set + " has " + law[set]);
                }
            }
        }
    }

    @Test
    void photonsOfUnequalKeyBits_areEitherBellStateHalfOfTheTimeEach_andEqualOnesNone() {
        for (int bit = 0; bit < 2; bit++) {
            assertEquals(0.5, of(BellState.PSI_MINUS, state(KEY, bit), state(KEY, 1 - bit)), 1e-3);
            assertEquals(0.5, of(BellState.PSI_PLUS, state(KEY, bit), state(KEY, 1 - bit)), 1e-3);
            assertEquals(0, of(BellState.PSI_MINUS, state(KEY, bit), state(KEY, bit)) + of(BellState.PSI_PLUS, state(KEY, bit), state(KEY, bit)));
        }
    }

    @Test
    void photonsInTheTestBasis_areTheSingletIfUnequal_theTripletIfEqual() {
        for (int bit = 0; bit < 2; bit++) {
            assertEquals(0.5, of(BellState.PSI_MINUS, state(TEST, bit), state(TEST, 1 - bit)), 1e-3);
            assertEquals(0, of(BellState.PSI_PLUS, state(TEST, bit), state(TEST, 1 - bit)));
            assertEquals(0.5, of(BellState.PSI_PLUS, state(TEST, bit), state(TEST, bit)), 1e-3);
            assertEquals(0, of(BellState.PSI_MINUS, state(TEST, bit), state(TEST, bit)));
        }
    }

    @Test
    void bobsFlip_makesTheBitsOfSinglePhotonsEqual() {
        for (int basis : new int[] {KEY, TEST}) {
            for (BellState state : BellState.values()) {
                for (int alice = 0; alice < 2; alice++) {
                    for (int bob = 0; bob < 2; bob++) {
                        double announced = of(state, state(basis, alice), state(basis, bob));
                        assertEquals(announced > 0, alice == (bob ^ state.flip(basis)), state + ", basis " + basis + ", bits " + alice + bob);
                    }
                }
            }
        }
    }

    /** Of one end alone each photon goes its own way. */
    @Test
    void photonsOfOneEnd_doNotInterfere() {
        double[] law = law(3, state(KEY, 0), 0, 0);
        assertEquals(0.75, law[0b0011], 1e-3);
        assertEquals(0.125, law[0b0001], 1e-3);
        assertEquals(0.125, law[0b0010], 1e-3);
        double[] none = law(0, 0, 0, 0);
        assertEquals(1, none[0]);
    }

    @Test
    void manyPhotons_fireSomethingWithCertainty() {
        for (int alice : new int[] {1, 7, 8, 40}) {
            for (int bob : new int[] {0, 3, 12}) {
                assertEquals(0, law(alice, state(TEST, 1), bob, state(KEY, 0))[0]);
            }
        }
    }

    @Test
    void clicksOfOnePolarisation_ofOneDetector_orOfThree_areNoBellState() {
        for (int set : new int[] {0, 0b0011, 0b1100, 0b0001, 0b0111, 0b1111, 0b1011}) {
            assertNull(Interference.bellState(set), Integer.toBinaryString(set));
        }
        assertEquals(BellState.PSI_PLUS, Interference.bellState(0b0101));
        assertEquals(BellState.PSI_MINUS, Interference.bellState(0b0110));
    }
}
