package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.client.TicketRow;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.message.Credential;
import io.lumenvault.kmip.payload.DelegatedLogin;
import io.lumenvault.kmip.payload.Payloads;
import io.lumenvault.kmip.payload.Rights.Right;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Tickets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the ticket of a request limits it to (KMIP 2.1 sections 6.1.12 and 7.35). A ticket stands beside the certificate, and for the
 * principal that it was issued to alone: who has another's ticket has nothing.
 */
public final class TicketRights {

    /** No ticket, or one that limits nothing. */
    public static final TicketRights ALL = new TicketRights(List.of());

    private final List<Right> rights;

    private TicketRights(List<Right> rights) {
        this.rights = rights;
    }

    /**
     * Uses the tickets among a request's credentials.
     *
     * @param configured passwords of the configuration file that are in force
     * @throws KmipException with Invalid Ticket where one is not good for the principal
     */
    static TicketRights of(List<Credential> credentials, AccessRequest request, Tickets tickets, Set<UUID> configured) {
        TicketRights limits = ALL;
        for (Credential credential : credentials) {
            if (credential.type() == CredentialType.TICKET) {
                limits = use(credential, request, tickets, configured);
            }
        }
        return limits;
    }

    private static TicketRights use(Credential credential, AccessRequest request, Tickets tickets, Set<UUID> configured) {
        TicketRow used = tickets.use(request, value(credential), configured).orElseThrow(() -> new KmipException(ResultReason.INVALID_TICKET,
                "the ticket is not, or no longer, good for '" + request.principal().name() + "'"));
        if (used.rights() == null) {
            return ALL;
        }
        DelegatedLogin.Request granted = (DelegatedLogin.Request) Payloads.readRequest(Operation.DELEGATED_LOGIN,
                TtlvReader.readStructure(used.rights()), ProtocolVersion.V2_1);
        return new TicketRights(granted.rights().list());
    }

    /** The ticket in a credential; wiped with its message. */
    static byte[] value(Credential credential) {
        return credential.value().first(Tag.TICKET) instanceof Structure ticket
                && ticket.first(Tag.TICKET_VALUE) instanceof Item.Bytes bytes ? bytes.value() : new byte[0];
    }

    /** Refuses an operation that no right allows. @param placeholder the identifier meant where the payload names none */
    public void require(Operation operation, Structure payload, Supplier<String> placeholder) {
        if (!rights.isEmpty() && rights.stream().noneMatch(right -> allows(right, operation, payload, placeholder))) {
            throw new KmipException(ResultReason.PERMISSION_DENIED, "the ticket has no right to this " + operation.text());
        }
    }

    private static boolean allows(Right right, Operation operation, Structure payload, Supplier<String> placeholder) {
        if (!right.operations().isEmpty() && !right.operations().contains(operation)) {
            return false;
        }
        if (right.objects().isEmpty()) {
            return true;
        }
        Set<String> objects = right.objects().stream().filter(UniqueIdentifier.Text.class::isInstance)
                .map(object -> ((UniqueIdentifier.Text) object).value()).collect(Collectors.toSet());
        List<String> named = named(payload, placeholder);
        return !named.isEmpty() && objects.containsAll(named);
    }

    /** All objects that a payload names, its wrapping keys too; the ID Placeholder where it names none itself. */
    private static List<String> named(Structure payload, Supplier<String> placeholder) {
        List<String> found = new ArrayList<>();
        collect(payload, placeholder, found);
        if (payload.first(Tag.UNIQUE_IDENTIFIER) == null) {
            found.add(placeholder.get());
        }
        return found;
    }

    private static void collect(Structure structure, Supplier<String> placeholder, List<String> found) {
        for (Item item : structure.items()) {
            if (item instanceof Structure inner) {
                collect(inner, placeholder, found);
            } else if (item.tag().equals(Tag.UNIQUE_IDENTIFIER) || item.tag().equals(Tag.PRIVATE_KEY_UNIQUE_IDENTIFIER)) {
                found.add(item instanceof Item.Text text ? text.value() : placeholder.get());
            }
        }
    }
}
