package io.lumenvault.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a site says about a link, as the live view shows it. Figures that the site does not know yet are NaN.
 *
 * @param state the module's state, for example {@code run} or {@code alarm}
 * @param alarm the alarm's text, or null
 * @param qber quantum bit error rate, 0 to 1
 * @param siftedRate sifted bits a second
 * @param secretRate net secret bits a second
 * @param epsilon composed security parameter of the last block
 * @param availableBits key in store, in bits
 * @param blocks blocks accepted
 * @param discarded blocks discarded
 * @param chsh CHSH value of the last block; NaN where the protocol does not measure it
 * @param chshSigma its standard deviation
 */
record LinkStatus(String state, String alarm, double qber, double siftedRate, double secretRate, double epsilon,
        long availableBits, long blocks, long discarded, double chsh, double chshSigma) {

    private static final LinkStatus NONE = new LinkStatus("-", null, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0, 0,
            Double.NaN, Double.NaN);

    /** Reads the link of that name from a site's status document. */
    static LinkStatus of(JsonNode status, String link) {
        for (JsonNode one : status.path("links")) {
            if (one.path("link").asText().equals(link)) {
                return new LinkStatus(one.path("state").asText("-"), one.path("alarm").isTextual() ? one.path("alarm").asText() : null,
                        one.path("qber").asDouble(Double.NaN), one.path("sifted_rate").asDouble(Double.NaN),
                        one.path("secret_rate").asDouble(Double.NaN), one.path("epsilon").asDouble(Double.NaN),
                        one.path("available_bits").asLong(), one.path("blocks").asLong(), one.path("discarded").asLong(),
                        one.path("chsh").asDouble(Double.NaN), one.path("chsh_sigma").asDouble(Double.NaN));
            }
        }
        return NONE;
    }
}
