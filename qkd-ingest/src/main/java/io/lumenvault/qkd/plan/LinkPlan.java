package io.lumenvault.qkd.plan;

import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.FibreLine;
import io.lumenvault.qkd.link.FibreLoss;
import io.lumenvault.qkd.link.RamanNoise;
import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.protocol.Figures;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Outcomes;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Security;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A link to be built, of any length.
 *
 * @param clockHz clock slots a second
 * @param line the fibre
 * @param neighbours bright channels in the same fibre
 * @param detector the receivers
 * @param security what is taken off the sifted key
 * @param blockBits sifted bits of a block, for the rate with the price of chance
 */
public record LinkPlan(double clockHz, FibreLine line, List<RamanNoise> neighbours, DetectorParameters detector,
                       Security security, double blockBits) {
    public LinkPlan {
        neighbours = List.copyOf(neighbours);
        Range.check("clock in Hz", clockHz, 1e3, 1e11);
        Range.check("sifted bits of a block", blockBits, 1e3, 1e15);
    }

    /**
     * What is expected at a length.
     *
     * @param km length
     * @param lossDb loss of the channel in dB
     * @param raw detections a second
     * @param sifted sifted bits a second
     * @param errorRate QBER; not a number without a sifted bit
     * @param chsh CHSH value; not a number where it is not measured
     * @param secret secret bits a second without the price of chance
     * @param finiteSecret secret bits a second from blocks of the planned length; not a number where the protocol has no
     *     bound for them
     */
    public record Point(double km, double lossDb, double raw, double sifted, double errorRate, double chsh, double secret,
                        double finiteSecret) {
    }

    /** The link of a length as a protocol meets it. */
    public LinkConditions conditions(Protocol protocol, double km) {
        FibreLoss fibre = line.at(km);
        double noise = 0;
        for (RamanNoise neighbour : neighbours) {
            noise += neighbour.clickProbability(protocol.fibreToReceiver() * km, line.attenuationDbPerKm(), detector);
        }
        return new LinkConditions(clockHz, fibre.transmittance(), detector, noise);
    }

    /** What a protocol is expected to give at a length. */
    public Point at(Protocol protocol, double km) {
        LinkConditions link = conditions(protocol, km);
        Outcomes outcomes = protocol.outcomes(link);
        Figures second = protocol.figures(link, clockHz, outcomes.expected(clockHz), security);
        double finite = second.finiteSecret();
        if (!Double.isNaN(finite) && second.sifted() > 0) {
            double seconds = blockBits / second.sifted();
            double slots = clockHz * seconds;
            finite = protocol.figures(link, slots, outcomes.expected(slots), security).finiteSecret() / seconds;
        }
        return new Point(km, line.at(km).decibels(), second.raw(), second.sifted(), second.errorRate(), second.chsh(),
                second.secret(), finite);
    }

    /** The points from one length to another, both included where the step fits. */
    public List<Point> over(Protocol protocol, double fromKm, double toKm, double stepKm) {
        if (!(fromKm >= 0 && toKm >= fromKm && stepKm > 0 && (toKm - fromKm) / stepKm <= 100_000)) {
            throw new IllegalArgumentException("lengths from " + fromKm + " to " + toKm + " km in steps of " + stepKm
                    + " km; they ascend from 0, in at most 100000 steps above 0");
        }
        int steps = (int) Math.floor((toKm - fromKm) / stepKm + 1e-9);
        return IntStream.rangeClosed(0, steps).mapToObj(i -> at(protocol, fromKm + i * stepKm)).toList();
    }
}
