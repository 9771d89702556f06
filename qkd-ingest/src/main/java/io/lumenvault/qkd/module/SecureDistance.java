package io.lumenvault.qkd.module;

import io.lumenvault.qkd.distillation.LinkParameters;
import io.lumenvault.qkd.link.FibreLine;
import io.lumenvault.qkd.link.FibreLoss;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.plan.LinkPlan;
import io.lumenvault.qkd.protocol.Protocol;
import io.lumenvault.qkd.protocol.Security;
import io.lumenvault.qkd.protocol.bb84.OneDecoy;
import io.lumenvault.qkd.protocol.bb84.ThreeIntensities;
import io.lumenvault.qkd.protocol.mdi.MdiBb84;
import java.util.List;

/**
 * How far a link is estimated to give key: one with the source, the receivers, the blocks and the kind of fibre that this module is set to,
 * by its {@link LinkPlan}. Each module knows its own settings alone, of which the fibre is Alice's and the receiver Bob's.
 */
final class SecureDistance {
    private static final int MOST_KM = 2000;
    private static final double NO_SPLICES_KM = 10_000;
    private static final double LEAST_SPLICE_KM = 0.1;

    private SecureDistance() {
    }

    /**
     * The greatest whole number of km from which blocks still have key, however long they take; 0 where there is none, and not a number
     * where the module is set to what no link is planned with, such as blocks of some hundred bits.
     */
    static double km(ModuleConfig config) {
        LinkParameters link = config.parameters();
        try {
            Security security = new Security(link.reconciliation().efficiency(), link.epsilonSecrecy(), link.epsilonCorrectness());
            return km(new LinkPlan(link.source().clockHz(), line(config.fibre()), List.of(), config.detector(), security, link.blockBits()), protocol(link));
        } catch (IllegalArgumentException notPlanned) {
            return Double.NaN;
        }
    }

    private static double km(LinkPlan plan, Protocol protocol) {
        int km = 0;
        int tooFar = MOST_KM;
        while (tooFar - km > 1) {
            int between = (km + tooFar) / 2;
            if (plan.at(protocol, between).finiteSecret() > 0) {
                km = between;
            } else {
                tooFar = between;
            }
        }
        return km;
    }

    /** As many splices a km as the fibre of this link has. */
    private static FibreLine line(FibreLoss fibre) {
        double spliceEveryKm = fibre.splices() == 0 ? NO_SPLICES_KM : Math.clamp(fibre.lengthKm() / fibre.splices(), LEAST_SPLICE_KM, NO_SPLICES_KM);
        return new FibreLine(fibre.attenuationDbPerKm(), spliceEveryKm, fibre.spliceLossDb(), fibre.connectors(), fibre.connectorLossDb());
    }

    private static Protocol protocol(LinkParameters link) {
        SourceParameters source = link.source();
        return switch (link.protocol()) {
            case THREE_INTENSITIES -> new ThreeIntensities(source);
            case ONE_DECOY -> new OneDecoy(source.intensity(0), source.intensity(1), source.probability(0), source.keyBasisProbability());
            case BBM92, E91 -> ModuleOptics.pairs(link);
            case MDI -> new MdiBb84(source);
        };
    }
}
