package io.lumenvault.kmip.spec;

import io.lumenvault.kmip.ttlv.NormalizedName;
import java.util.Objects;

/**
 * One row of an enumeration table.
 *
 * @param code the number on the wire
 * @param text the name as the specification prints it
 * @param xmlName the name as XML and JSON write it
 * @param xmlNameIn2 the same from 2.0 on, where the table prints some names in another way
 * @param since first version that has the value; where only the tables of 1.4 and 2.1 tell, values of 1.4 whose origin is
 *     not known count as 1.0, and values new in 2.1 as 2.0
 * @param until last version that has it, or null
 */
public record EnumerationValue(int code, String text, String xmlName, String xmlNameIn2, ProtocolVersion since, ProtocolVersion until) {

    public EnumerationValue {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(since, "since");
    }

    static EnumerationValue row(int code, String text, ProtocolVersion since) {
        return row(code, text, since, null);
    }

    static EnumerationValue row(int code, String text, ProtocolVersion since, ProtocolVersion until) {
        String name = NormalizedName.of(text);
        return new EnumerationValue(code, text, name, name, since, until);
    }

    /** The same row, printed in another way in the tables of 2.x. */
    EnumerationValue printedIn2(String otherText) {
        return new EnumerationValue(code, text, xmlName, NormalizedName.of(otherText), since, until);
    }
}
