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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the ticket of a request limits it to (KMIP 2.1 sections 6.1.12 and 7.35). A ticket stands beside the certificate, and for the
 * principal that it was issued to alone: who has another's ticket has nothing.
 */
public final class TicketRights {

    /** No ticket, or one that limits nothing. */
    public static final TicketRights ALL = new TicketRights(List.of());

    /** What an identifier of an object is given under in a request. */
    private static final Set<Tag> NAMES = Set.of(Tag.UNIQUE_IDENTIFIER, Tag.PRIVATE_KEY_UNIQUE_IDENTIFIER,
            Tag.PUBLIC_KEY_UNIQUE_IDENTIFIER, Tag.CERTIFICATE_REQUEST_UNIQUE_IDENTIFIER);

    /** The operations on one object that mean the ID Placeholder where they name none (KMIP 2.1 section 6.1). */
    private static final Set<Operation> ON_PLACEHOLDER = EnumSet.of(Operation.ACTIVATE, Operation.ADD_ATTRIBUTE, Operation.ADJUST_ATTRIBUTE,
            Operation.ARCHIVE, Operation.CERTIFY, Operation.CHECK, Operation.CREATE_SPLIT_KEY, Operation.DEACTIVATE, Operation.DECAPSULATE,
            Operation.DECRYPT, Operation.DELETE_ATTRIBUTE, Operation.DESTROY, Operation.ENCAPSULATE, Operation.ENCRYPT, Operation.EXPORT,
            Operation.GET, Operation.GET_ATTRIBUTES, Operation.GET_ATTRIBUTE_LIST, Operation.GET_USAGE_ALLOCATION, Operation.MAC,
            Operation.MAC_VERIFY, Operation.MODIFY_ATTRIBUTE, Operation.OBLITERATE, Operation.OBTAIN_LEASE, Operation.RECOVER,
            Operation.REVOKE, Operation.RE_CERTIFY, Operation.RE_KEY, Operation.RE_KEY_KEY_PAIR, Operation.SET_ATTRIBUTE, Operation.SIGN,
            Operation.SIGNATURE_VERIFY);

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

    /**
     * Refuses an operation that no right allows.
     *
     * @param identifiers what an identifier stands for in the batch so far; of null, what the ID Placeholder is
     */
    public void require(Operation operation, Structure payload, Function<UniqueIdentifier, List<String>> identifiers) {
        if (!rights.isEmpty() && rights.stream().noneMatch(right -> allows(right, operation, payload, identifiers))) {
            throw new KmipException(ResultReason.PERMISSION_DENIED, "the ticket has no right to this " + operation.text());
        }
    }

    private static boolean allows(Right right, Operation operation, Structure payload,
            Function<UniqueIdentifier, List<String>> identifiers) {
        if (!right.operations().isEmpty() && !right.operations().contains(operation)) {
            return false;
        }
        if (right.objects().isEmpty()) {
            return true;
        }
        Set<String> objects = right.objects().stream().filter(UniqueIdentifier.Text.class::isInstance)
                .map(object -> ((UniqueIdentifier.Text) object).value()).collect(Collectors.toSet());
        List<String> named = named(operation, payload, identifiers);
        return !named.isEmpty() && objects.containsAll(named);
    }

    /** All objects that a request would touch, its wrapping keys too; none where it is about no object that is there already. */
    private static List<String> named(Operation operation, Structure payload, Function<UniqueIdentifier, List<String>> identifiers) {
        List<String> found = new ArrayList<>();
        if (ON_PLACEHOLDER.contains(operation) && payload.items().stream().noneMatch(item -> NAMES.contains(item.tag()))) {
            add(null, identifiers, found);
        }
        collect(payload, identifiers, found);
        return found;
    }

    private static void collect(Structure structure, Function<UniqueIdentifier, List<String>> identifiers, List<String> found) {
        for (Item item : structure.items()) {
            if (item instanceof Structure inner) {
                collect(inner, identifiers, found);
            } else if (NAMES.contains(item.tag())) {
                add(UniqueIdentifier.from(item), identifiers, found);
            }
        }
    }

    /** What stands for no object is none that a right names. */
    private static void add(UniqueIdentifier named, Function<UniqueIdentifier, List<String>> identifiers, List<String> found) {
        List<String> meant = identifiers.apply(named);
        found.addAll(meant.isEmpty() ? List.of("") : meant);
    }
}
