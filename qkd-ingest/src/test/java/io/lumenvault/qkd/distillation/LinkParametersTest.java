package io.lumenvault.qkd.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.protocol.mdi.MdiBb84;
import io.lumenvault.qkd.reconciliation.Reconciliation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkParametersTest {

    private static final SourceParameters PAIRS = SourceParameters.pairs(1e9, 0.1, 0.7);
    private static final DetectorParameters DETECTOR = new DetectorParameters(1, 0.1, 6e-7, 0.005, 20, 0.01, 50);

    /** As releases before the CHSH value sent them: a setting parts only ends that use it. */
    @Test
    void bytesOfDecoyProtocols_nameNothingThatTheyDoNotUse() {
        SourceParameters source = new SourceParameters(1e9, List.of(0.48, 0.18), List.of(0.7, 0.3), 0.8);
        LinkParameters parameters = new LinkParameters("l", source, 1 << 20, 1 << 17, 0.06, 1e-9, 1e-15, Reconciliation.CASCADE, KeyProtocol.ONE_DECOY,
                2.3);

        assertEquals("LinkParameters[link=l, source=" + source + ", blockBits=1048576, frameBits=131072, qberThreshold=0.06, epsilonSecrecy=1.0E-9,"
                + " epsilonCorrectness=1.0E-15, reconciliation=CASCADE, protocol=ONE_DECOY]", new String(parameters.toBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void endsOfE91_agreeOnTheThresholdAndOnTheirReceivers() {
        byte[] usual = of(2.1, DETECTOR).toBytes();

        assertArrayEquals(usual, of(2.1, new DetectorParameters(1, 0.1, 6e-7, 0.005, 20, 0.01, 50)).toBytes());
        assertFalse(Arrays.equals(usual, of(2.2, DETECTOR).toBytes()), "threshold");
        assertFalse(Arrays.equals(usual, of(2.1, new DetectorParameters(1, 0.2, 6e-7, 0.005, 20, 0.01, 50)).toBytes()), "efficiency");
        assertFalse(Arrays.equals(usual, of(2.1, new DetectorParameters(1, 0.1, 6e-7, 0.03, 20, 0.01, 50)).toBytes()), "misalignment");
    }

    private static LinkParameters of(KeyProtocol protocol, double secrecy, double correctness) {
        SourceParameters source = switch (protocol) {
            case THREE_INTENSITIES, MDI -> MdiBb84.usual(1e9);
            case ONE_DECOY -> new SourceParameters(1e9, List.of(0.48, 0.18), List.of(0.7, 0.3), 0.8);
            case BBM92, E91 -> PAIRS;
        };
        return new LinkParameters("l", source, 1 << 20, 1 << 17, 0.06, secrecy, correctness, Reconciliation.CASCADE, protocol);
    }

    /** Before a session, which would end at its first block, with authentication key used up. */
    @ParameterizedTest
    @EnumSource(KeyProtocol.class)
    void epsilonsThatNoBlockCanHave_areRefused(KeyProtocol protocol) {
        of(protocol, 1e-9, 1e-15);
        for (double wrong : new double[] {0, -1e-9, 1, 1.5, Double.NaN, Double.POSITIVE_INFINITY}) {
            String secrecy = assertThrows(IllegalArgumentException.class, () -> of(protocol, wrong, 1e-15)).getMessage();
            assertEquals("epsilon of secrecy is " + wrong + "; it must lie between 0 and 1", secrecy);
            String correctness = assertThrows(IllegalArgumentException.class, () -> of(protocol, 1e-9, wrong)).getMessage();
            assertEquals("epsilon of correctness is " + wrong + "; it must lie between 0 and 1", correctness);
        }
        String unreachable = assertThrows(IllegalArgumentException.class, () -> of(protocol, 1e-9, 1e-37)).getMessage();
        assertEquals("epsilon_cor = 1.0E-37 is not within reach of 128 bits", unreachable);
    }

    private static LinkParameters of(double chshThreshold, DetectorParameters receivers) {
        return new LinkParameters("l", PAIRS, 1 << 20, 1 << 17, 0.06, 1e-9, 1e-15, Reconciliation.CASCADE, KeyProtocol.E91, chshThreshold, receivers);
    }
}
