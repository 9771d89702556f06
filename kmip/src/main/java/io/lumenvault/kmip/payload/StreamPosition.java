package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.layout.FieldWriter;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.ttlv.Tag;

/**
 * The place of a request in a cryptographic operation of several requests (1.4 section 4.29, 2.1 section 6.1.17).
 *
 * @param correlation names the stream, or null in its first request
 * @param first the Init Indicator, or null
 * @param last the Final Indicator, or null
 */
public record StreamPosition(byte[] correlation, Boolean first, Boolean last) {

    /** The position that a payload says, or null where it says none. */
    static StreamPosition read(Fields fields) {
        boolean said = fields.has(Tag.CORRELATION_VALUE) || fields.has(Tag.INIT_INDICATOR) || fields.has(Tag.FINAL_INDICATOR);
        return !said ? null : new StreamPosition(fields.bytes(Tag.CORRELATION_VALUE), fields.bool(Tag.INIT_INDICATOR),
                fields.bool(Tag.FINAL_INDICATOR));
    }

    static FieldWriter write(FieldWriter fields, StreamPosition position) {
        return position == null ? fields : fields.bytes(Tag.CORRELATION_VALUE, position.correlation)
                .bool(Tag.INIT_INDICATOR, position.first).bool(Tag.FINAL_INDICATOR, position.last);
    }
}
