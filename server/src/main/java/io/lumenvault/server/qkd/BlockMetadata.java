package io.lumenvault.server.qkd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lumenvault.ground.CalendarInstant;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * What a module says of a key block.
 *
 * @param link the QKD link
 * @param module who made it
 * @param sequence its number, the same at both ends
 * @param bits its length, a multiple of 8
 * @param qber quantum bit error rate, 0 to 1
 * @param rate net secret bits a second
 * @param epsilon composed security parameter, 0 to 1
 * @param time when it was finished
 * @param protocol the QKD protocol, or null
 * @param disclosedBits bits disclosed in reconciliation, or null
 * @param siftedBits sifted bits it was made of, or null
 * @param gain detections a clock slot, or null
 * @param secureDistanceKm how far such a link is estimated to give key in km, or null
 * @param chsh CHSH value, or null where the protocol does not measure it
 */
record BlockMetadata(String link, String module, long sequence, int bits, double qber, double rate, double epsilon, Instant time,
        String protocol, Long disclosedBits, Long siftedBits, Double gain, Double secureDistanceKm, ChshMembers chsh) {
    /** Of fibre, free space or satellite. */
    private static final double MOST_KM = 100_000;

    static BlockMetadata read(ObjectNode json) {
        long bits = JsonReader.integer(json, "bits", Byte.SIZE, Integer.MAX_VALUE);
        if (bits % Byte.SIZE != 0) {
            throw Malformed.request("'bits' is wrong", "bits", "shall be a multiple of 8");
        }
        return new BlockMetadata(JsonReader.text(json, "link"), JsonReader.text(json, "module"),
                JsonReader.integer(json, "sequence", 0, Long.MAX_VALUE), (int) bits,
                JsonReader.number(json, "qber", 0, 1), JsonReader.number(json, "rate", 0, Double.MAX_VALUE),
                JsonReader.number(json, "epsilon", 0, 1), instant(json), JsonReader.optionalText(json, "protocol"),
                JsonReader.optionalInteger(json, "disclosed_bits", 0, Long.MAX_VALUE),
                JsonReader.optionalInteger(json, "sifted_bits", 0, Long.MAX_VALUE), JsonReader.optionalNumber(json, "gain", 0, 1),
                JsonReader.optionalNumber(json, "secure_distance_km", 0, MOST_KM), ChshMembers.read(json));
    }

    static Instant instant(ObjectNode json) {
        try {
            return CalendarInstant.parse(JsonReader.text(json, "time"));
        } catch (DateTimeParseException malformed) {
            throw Malformed.request("'time' is wrong", "time", "shall be an instant such as 2026-01-31T12:00:00.5Z");
        }
    }
}
