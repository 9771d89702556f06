package io.lumenvault.cli.link;

import io.lumenvault.qkd.link.BeamSplitting;
import io.lumenvault.qkd.link.Eavesdropper;
import io.lumenvault.qkd.link.InterceptResend;
import io.lumenvault.qkd.link.PhotonNumberSplitting;
import io.lumenvault.qkd.protocol.LinkConditions;
import java.security.SecureRandom;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** An eavesdropper on the channel, for a while. */
final class EveOptions {

    @Option(names = "--intercept", paramLabel = "FRACTION", description = "An eavesdropper intercepts and resends so much of the signals.")
    private Double intercepted;

    @Option(names = "--tap", paramLabel = "FRACTION", description = "An eavesdropper diverts so much of the light.")
    private Double tapped;

    @Option(names = "--split-photons", description = "An eavesdropper splits photon numbers, hidden in the gain of the signal (bb84 only).")
    private boolean splits;

    @Option(names = "--relay-lies", paramLabel = "FRACTION", description = "The relay names the other Bell state in so much of its announcements (mdi only).")
    private Double lies;

    @Option(names = "--eve-from", paramLabel = "SECOND", defaultValue = "0", description = "When the eavesdropper comes (default ${DEFAULT-VALUE}).")
    private int from;

    @Option(names = "--eve-until", paramLabel = "SECOND", description = "When the eavesdropper goes (default: never).")
    private Integer until;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * @param photons whether the run tells photons apart
     * @param relay whether it has a relay
     */
    void check(boolean photons, boolean relay) {
        requireFraction("--intercept", intercepted);
        requireFraction("--tap", tapped);
        requireFraction("--relay-lies", lies);
        if ((intercepted == null ? 0 : 1) + (tapped == null ? 0 : 1) + (splits ? 1 : 0) + (lies == null ? 0 : 1) > 1) {
            throw new ParameterException(spec.commandLine(), "give one of --intercept, --tap, --split-photons and --relay-lies");
        }
        if (splits && !photons) {
            throw new ParameterException(spec.commandLine(), "--split-photons is for bb84 and bb84-one-decoy only");
        }
        if (lies != null && !relay) {
            throw new ParameterException(spec.commandLine(), "--relay-lies is for mdi only");
        }
        if (from < 0 || until != null && until <= from) {
            throw new ParameterException(spec.commandLine(), "--eve-from " + from + ", --eve-until " + until + ": seconds that ascend from 0");
        }
    }

    private void requireFraction(String option, Double value) {
        if (value != null && !(value >= 0 && value <= 1)) {
            throw new ParameterException(spec.commandLine(), option + " " + value + ": a fraction from 0 to 1");
        }
    }

    boolean present(double time) {
        return time >= from && (until == null || time < until);
    }

    /**
     * Who it is, or null.
     *
     * @param signal intensity in whose gain a splitter hides
     */
    Eavesdropper eavesdropper(LinkConditions link, double signal) {
        if (intercepted != null) {
            return new InterceptResend(intercepted, new SecureRandom().nextLong());
        }
        if (tapped != null) {
            return BeamSplitting.tap(tapped);
        }
        return splits ? PhotonNumberSplitting.hiddenAt(signal, link.transmittance(), link.detector().photonDetectionProbability()) : null;
    }

    /** In what share of its announcements a relay lies. */
    double lies(double time) {
        return lies != null && present(time) ? lies : 0;
    }

    /** The link of a protocol whose outcomes are counted, with the eavesdropper on it. */
    LinkConditions on(LinkConditions link, double time) {
        if (!present(time)) {
            return link;
        }
        return new LinkConditions(link.clockHz(), link.transmittance() * (1 - (tapped == null ? 0 : tapped)), link.detector(), link.noise(),
                intercepted == null ? 0 : intercepted);
    }

    /** Who and when, empty for nobody. */
    String text() {
        String who = intercepted != null ? "intercept-resend of " + Texts.percent(intercepted)
                : tapped != null ? "a tap of " + Texts.percent(tapped) : splits ? "photon-number splitting" : lies != null ? "a relay that lies in " + Texts.percent(lies) : "";
        return who.isEmpty() ? "" : who + " from " + from + " s" + (until == null ? "" : " to " + until + " s");
    }
}
