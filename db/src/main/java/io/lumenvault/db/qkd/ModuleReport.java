package io.lumenvault.db.qkd;

import java.time.Instant;
import java.util.Objects;

/**
 * What a link's module last said of itself.
 *
 * @param link the QKD link
 * @param module the module
 * @param state run, alarm, stop, start or calibrate
 * @param alarm what is wrong, or null
 * @param qber quantum bit error rate, or null while unknown
 * @param siftedRate sifted bits a second, or null
 * @param secretRate net secret bits a second, or null
 * @param epsilon composed security parameter, or null
 * @param time the module's time
 * @param chsh CHSH value, or null where the protocol does not measure it
 * @param chshSigma its standard deviation, or null
 */
public record ModuleReport(String link, String module, String state, String alarm, Double qber, Double siftedRate,
        Double secretRate, Double epsilon, Instant time, Double chsh, Double chshSigma) {

    public ModuleReport {
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(time, "time");
    }
}
