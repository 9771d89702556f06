package io.lumenvault.server.qkd;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The CHSH value in what a module says, of protocols that measure it.
 *
 * @param value S, a sum of four correlations, from -4 to 4; null where none was told
 * @param sigma its standard deviation, at most 4; null where none was told
 */
record ChshMembers(Double value, Double sigma) {

    private static final int MOST = 4;

    /** Reads the members {@code chsh} and {@code chsh_sigma}: both or none. */
    static ChshMembers read(ObjectNode json) {
        Double value = JsonReader.optionalNumber(json, "chsh", -MOST, MOST);
        Double sigma = JsonReader.optionalNumber(json, "chsh_sigma", 0, MOST);
        if ((value == null) != (sigma == null)) {
            String missing = value == null ? "chsh" : "chsh_sigma";
            throw Malformed.request("'" + missing + "' is missing", missing, "'chsh' and 'chsh_sigma' shall be given together");
        }
        return new ChshMembers(value, sigma);
    }
}
