package io.lumenvault.cli.link;

import io.lumenvault.cli.HelpOption;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.FibreLine;
import io.lumenvault.qkd.link.RamanNoise;
import io.lumenvault.qkd.link.Timing;
import io.lumenvault.qkd.plan.LinkPlan;
import io.lumenvault.qkd.protocol.Security;
import java.util.Collections;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Clock, fibre, neighbours, detectors and security of a link, with the values of a module that is told none. */
final class LinkOptions {

    @Mixin
    private HelpOption help;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--clock", paramLabel = "HZ", defaultValue = "1e9", description = "Pulses a second (default ${DEFAULT-VALUE}).")
    private double clock;

    @Option(names = "--wavelength", paramLabel = "NM", defaultValue = "1550", description = "1310 or 1550 (default ${DEFAULT-VALUE}); sets the attenuation where none is given.")
    private int wavelength;

    @Option(names = "--attenuation", paramLabel = "DB/KM", description = "Attenuation of the fibre (default 0.2 at 1550 nm, 0.4 at 1310 nm).")
    private Double attenuation;

    @Option(names = "--splice-every", paramLabel = "KM", defaultValue = "1000", description = "Fibre from splice to splice (default: none).")
    private double spliceEvery;

    @Option(names = "--splice-loss", paramLabel = "DB", defaultValue = "0.1", description = "Loss of a splice (default ${DEFAULT-VALUE}).")
    private double spliceLoss;

    @Option(names = "--connectors", paramLabel = "N", defaultValue = "0", description = "Connectors of the line (default ${DEFAULT-VALUE}).")
    private int connectors;

    @Option(names = "--connector-loss", paramLabel = "DB", defaultValue = "0.3", description = "Loss of a connector (default ${DEFAULT-VALUE}).")
    private double connectorLoss;

    @Option(names = "--neighbours", paramLabel = "N", defaultValue = "0", description = "Bright channels in the same fibre, whose Raman scattering is noise (default ${DEFAULT-VALUE}).")
    private int neighbours;

    @Option(names = "--neighbour-power", paramLabel = "DBM", defaultValue = "-20", description = "Launch power of each (default ${DEFAULT-VALUE}).")
    private double neighbourPower;

    @Option(names = "--neighbours-against", description = "They travel against the quantum signal.")
    private boolean neighboursAgainst;

    @Option(names = "--filter", paramLabel = "NM", defaultValue = "0.2", description = "Bandwidth of the receiver's filter (default ${DEFAULT-VALUE}).")
    private double filter;

    @Option(names = "--gate", paramLabel = "NS", defaultValue = "0.4", description = "Length of a gate (default ${DEFAULT-VALUE}).")
    private double gate;

    @Option(names = "--receiver-loss", paramLabel = "DB", defaultValue = "0", description = "Loss of the receiver's optics (default ${DEFAULT-VALUE}).")
    private double receiverLoss;

    @Option(names = "--efficiency", paramLabel = "P", defaultValue = "0.1", description = "Efficiency of a detector (default ${DEFAULT-VALUE}).")
    private double efficiency;

    @Option(names = "--dark", paramLabel = "P", defaultValue = "6e-7", description = "Dark counts of a detector a gate (default ${DEFAULT-VALUE}).")
    private double dark;

    @Option(names = "--misalignment", paramLabel = "P", defaultValue = "0.005", description = "Photons that meet the wrong detector (default ${DEFAULT-VALUE}).")
    private double misalignment;

    @Option(names = "--dead-time", paramLabel = "NS", defaultValue = "20", description = "Dead time after a click (default ${DEFAULT-VALUE}).")
    private double deadTime;

    @Option(names = "--afterpulse", paramLabel = "P", defaultValue = "0.01", description = "Afterpulses a click (default ${DEFAULT-VALUE}).")
    private double afterpulse;

    @Option(names = "--jitter", paramLabel = "PS", defaultValue = "0", description = "Standard deviation of the time of a detection (default ${DEFAULT-VALUE}).")
    private double jitter;

    @Option(names = "--block-bits", paramLabel = "BITS", defaultValue = "1048576", description = "Sifted bits of a block (default ${DEFAULT-VALUE}).")
    private long blockBits;

    @Option(names = "--correction", paramLabel = "F", defaultValue = "1.05", description = "Efficiency f of error correction that is reckoned with (default ${DEFAULT-VALUE}).")
    private double correction;

    @Option(names = "--epsilon", paramLabel = "E", defaultValue = "1e-9", description = "Security parameter of a block (default ${DEFAULT-VALUE}).")
    private double epsilon;

    private static final double AFTERPULSE_MEAN_NS = 50;
    private static final double EPSILON_CORRECTNESS = 1e-15;

    /** The link; a value that is not allowed is wrong usage. */
    LinkPlan plan() {
        try {
            double lost = attenuation == null ? FibreLine.attenuation(wavelength) : attenuation;
            DetectorParameters detector = new Timing(jitter, gate * 1e3, 1e12 / clock).through(new DetectorParameters(
                    Math.pow(10, -receiverLoss / 10), efficiency, dark, misalignment, deadTime, afterpulse, AFTERPULSE_MEAN_NS));
            double coefficient = wavelength == 1310 ? RamanNoise.O_BAND_COEFFICIENT : RamanNoise.C_BAND_COEFFICIENT;
            RamanNoise neighbour = new RamanNoise(neighbourPower, neighboursAgainst, coefficient, filter, gate, wavelength);
            if (neighbours < 0 || neighbours > 1000) {
                throw new IllegalArgumentException(neighbours + " neighbours; allowed is 0 to 1000");
            }
            return new LinkPlan(clock, new FibreLine(lost, spliceEvery, spliceLoss, connectors, connectorLoss),
                    Collections.nCopies(neighbours, neighbour), detector, new Security(correction, epsilon, EPSILON_CORRECTNESS), blockBits);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** One line on the link for the heading of a table or a picture. */
    String summary(LinkPlan plan) {
        return String.format(Locale.ROOT, "%s Hz, %s dB/km, detector efficiency %s, dark counts %s, dead time %s ns",
                Texts.plain(clock), Texts.plain(plan.line().attenuationDbPerKm()), Texts.plain(efficiency), Texts.plain(dark), Texts.plain(deadTime));
    }
}
