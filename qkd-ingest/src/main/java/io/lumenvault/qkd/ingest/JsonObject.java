package io.lumenvault.qkd.ingest;

import io.lumenvault.qkd.estimation.Chsh;
import java.util.Locale;

/** Writes one flat JSON object. */
final class JsonObject {
    private final StringBuilder text = new StringBuilder("{");

    private StringBuilder name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        return quote(name).append(':');
    }

    private StringBuilder quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20) {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"');
    }

    JsonObject put(String name, String value) {
        if (value == null) {
            name(name).append("null");
        } else {
            name(name);
            quote(value);
        }
        return this;
    }

    JsonObject put(String name, long value) {
        name(name).append(value);
        return this;
    }

    /** @param value null where it is not known */
    JsonObject put(String name, Long value) {
        name(name).append(value);
        return this;
    }

    /** Left out where it is not known. @param value may be null or not finite */
    JsonObject putKnown(String name, Double value) {
        return value == null || !Double.isFinite(value) ? this : put(name, value.doubleValue());
    }

    /** JSON has no infinities: what is not finite is written as 0. */
    JsonObject put(String name, double value) {
        name(name).append(Double.isFinite(value) ? value : 0.0);
        return this;
    }

    /** The members of a CHSH value, which are left out where it was not measured. @param value may be null */
    JsonObject put(Chsh value) {
        return value == null || !value.measured() ? this : put("chsh", value.value()).put("chsh_sigma", value.sigma());
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
