package io.lumenvault.qkd.plan;

import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.FreeSpaceLoss;
import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.link.SatellitePass;
import io.lumenvault.qkd.protocol.Figures;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Outcomes;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Security;
import java.util.ArrayList;
import java.util.List;

/**
 * A downlink from a satellite over one pass.
 *
 * @param clockHz clock slots a second
 * @param pass the orbit
 * @param loss the channel
 * @param lowestElevation elevation in degrees above which the link is used
 * @param detector the receiver
 * @param background probability of a click by stray light in one detector in one gate
 * @param security what is taken off the sifted key
 */
public record PassPlan(double clockHz, SatellitePass pass, FreeSpaceLoss loss, double lowestElevation, DetectorParameters detector,
                       double background, Security security) {
    public PassPlan {
        Range.check("lowest elevation in degrees", lowestElevation, 5, 90);
    }

    /**
     * One second of the pass.
     *
     * @param time seconds from the highest point
     * @param elevation degrees
     * @param rangeKm distance in km
     * @param lossDb loss of the channel in dB
     * @param figures what the second is expected to be worth
     */
    public record Point(double time, double elevation, double rangeKm, double lossDb, Figures figures) {
    }

    /**
     * The whole pass.
     *
     * @param points its seconds
     * @param total what the pass is worth with all its counts as one block
     */
    public record Whole(List<Point> points, Figures total) {
    }

    /** What a protocol is expected to give. */
    public Whole over(Protocol protocol) {
        int half = (int) pass.secondsAbove(lowestElevation);
        List<Point> points = new ArrayList<>();
        double[] sums = null;
        for (int time = -half; time <= half; time++) {
            LinkConditions link = conditions(time);
            Outcomes outcomes = protocol.outcomes(link);
            double[] counts = outcomes.expected(clockHz);
            points.add(new Point(time, pass.elevation(time), pass.rangeKm(time), -10 * Math.log10(link.transmittance()),
                    protocol.figures(link, clockHz, counts, security)));
            sums = sums == null ? new double[counts.length] : sums;
            for (int i = 0; i < counts.length; i++) {
                sums[i] += counts[i];
            }
        }
        return new Whole(points, protocol.figures(conditions(0), clockHz * points.size(), sums, security));
    }

    private LinkConditions conditions(double time) {
        double elevation = Math.max(pass.elevation(time), lowestElevation);
        return new LinkConditions(clockHz, loss.transmittance(pass.rangeKm(time), elevation), detector, background);
    }
}
