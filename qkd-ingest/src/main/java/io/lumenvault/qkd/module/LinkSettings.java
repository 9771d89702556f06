package io.lumenvault.qkd.module;

import io.lumenvault.qkd.distillation.KeyProtocol;
import io.lumenvault.qkd.distillation.LinkParameters;
import io.lumenvault.qkd.estimation.Chsh;
import io.lumenvault.qkd.ingest.Settings;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.reconciliation.Reconciliation;

/** The settings on which both modules of a link must agree. */
final class LinkSettings {
    private LinkSettings() {
    }

    static LinkParameters read(Settings settings, DetectorParameters detector) {
        KeyProtocol protocol = protocol(settings);
        // Only a protocol that measures the CHSH value knows the setting.
        double margin = protocol == KeyProtocol.E91 ? settings.number("chsh_margin", LinkParameters.CHSH_MARGIN) : LinkParameters.CHSH_MARGIN;
        Range.check("chsh_margin", margin, 0, 0.8);
        boolean pairs = protocol == KeyProtocol.BBM92 || protocol == KeyProtocol.E91;
        return new LinkParameters(settings.text("link"), source(settings, protocol), settings.integer("block_bits", 1 << 20),
                settings.integer("frame_bits", 1 << 17), settings.number("qber_threshold", 0.06),
                settings.number("epsilon_secrecy", 1e-9), settings.number("epsilon_correctness", 1e-15),
                reconciliation(settings), protocol, Chsh.CLASSICAL + margin, pairs ? detector : null);
    }

    private static SourceParameters source(Settings settings, KeyProtocol protocol) {
        double clockHz = settings.number("clock_hz", 1e9);
        return switch (protocol) {
            case THREE_INTENSITIES -> source(settings, clockHz, "0.4448,0.1934,0.0002", "0.2104,0.5973,0.1923", 0.8);
            case ONE_DECOY -> source(settings, clockHz, "0.48,0.18", "0.7,0.3", 0.8);
            case BBM92 -> SourceParameters.pairs(clockHz, meanPairs(settings), settings.number("key_basis_probability", 0.8));
            case MDI -> source(settings, clockHz, "0.3,0.08,0", "0.4,0.4,0.2", 0.45);
            case E91 -> SourceParameters.pairs(clockHz, meanPairs(settings), settings.number("key_basis_probability", 0.7));
        };
    }

    private static double meanPairs(Settings settings) {
        double mean = settings.number("mean_pairs", 0.1);
        Range.check("mean_pairs", mean, 0, 2);
        return mean;
    }

    private static SourceParameters source(Settings settings, double clockHz, String intensities, String probabilities, double keyBasis) {
        return new SourceParameters(clockHz, settings.numbers("intensities", intensities),
                settings.numbers("intensity_probabilities", probabilities), settings.number("key_basis_probability", keyBasis));
    }

    private static KeyProtocol protocol(Settings settings) {
        String name = settings.text("protocol", "bb84");
        return switch (name) {
            case "bb84" -> KeyProtocol.THREE_INTENSITIES;
            case "bb84-one-decoy" -> KeyProtocol.ONE_DECOY;
            case "bbm92" -> KeyProtocol.BBM92;
            case "e91" -> KeyProtocol.E91;
            case "mdi" -> KeyProtocol.MDI;
            default -> throw new IllegalArgumentException("'protocol' is '" + name + "'; it must be bb84, bb84-one-decoy, bbm92, e91 or mdi");
        };
    }

    private static Reconciliation reconciliation(Settings settings) {
        String name = settings.text("reconciliation", "cascade");
        return switch (name) {
            case "cascade" -> Reconciliation.CASCADE;
            case "ldpc" -> Reconciliation.LDPC;
            default -> throw new IllegalArgumentException("'reconciliation' is '" + name + "'; it must be cascade or ldpc");
        };
    }
}
