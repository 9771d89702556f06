package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.TicketType;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/**
 * What Login gives and what a Ticket credential carries (2.1 section 7.39).
 *
 * @param value a secret: whoever has it, has the rights of the ticket
 */
public record Ticket(TicketType type, byte[] value) {

    private static final Layout LAYOUT = Layout.of("Ticket", required(Tag.TICKET_TYPE), required(Tag.TICKET_VALUE));

    public Ticket {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
    }

    /** Reads the structure. */
    public static Ticket read(Structure structure, ProtocolVersion version) {
        Fields fields = LAYOUT.readRequest(structure, version);
        return new Ticket(fields.enumeration(Tag.TICKET_TYPE, TicketType.class), fields.bytes(Tag.TICKET_VALUE));
    }

    /** The structure. */
    public Structure toStructure(ProtocolVersion version) {
        return LAYOUT.write(Tag.TICKET, version).enumeration(Tag.TICKET_TYPE, type).bytes(Tag.TICKET_VALUE, value).structure();
    }

    @Override
    public String toString() {
        return "Ticket[" + type.text() + "]";
    }
}
