package io.lumenvault.qkd.ingest;

import io.lumenvault.qkd.estimation.Chsh;
import java.time.Instant;

/**
 * Live figures of a link as one module sees it.
 *
 * @param link link identifier
 * @param module module identifier
 * @param state run, alarm, stop, start or calibrate
 * @param alarm what is wrong, or null
 * @param qber error rate of the last block, 0 to 1
 * @param siftedRate sifted key bits per second
 * @param secretRate secret bits per second, net
 * @param epsilon composed security parameter of a block
 * @param time of these figures
 * @param blocks blocks finished since the module started
 * @param discarded blocks discarded since the module started
 * @param chsh CHSH value of the last block; null where none was measured
 */
public record LinkStatus(String link, String module, String state, String alarm, double qber, double siftedRate,
                         double secretRate, double epsilon, Instant time, long blocks, long discarded, Chsh chsh) {
    String toJson() {
        return new JsonObject().put("link", link).put("module", module).put("state", state).put("alarm", alarm)
                .put("qber", qber).put("sifted_rate", siftedRate).put("secret_rate", secretRate).put("epsilon", epsilon)
                .put("time", time.toString()).put("blocks", blocks).put("discarded", discarded).put(chsh).toString();
    }
}
