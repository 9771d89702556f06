package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.payload.Lease;
import io.lumenvault.kmip.payload.Ticket;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.TicketType;
import io.lumenvault.server.vault.Tickets;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.Arrays;

/** The terms under which tickets are issued. */
final class TicketTerms {

    /** How a principal is authenticated that brings nothing but a ticket of its own. */
    private static final String BY_TICKET = "ticket";

    private TicketTerms() {}

    /** @throws KmipException with Permission Denied where a ticket is all that the request was authenticated by */
    static Ticket issue(Call call, Vault vault, byte[] rights, Lease lease, Integer requests) {
        if (call.principal().method().equals(BY_TICKET)) {
            throw new KmipException(ResultReason.PERMISSION_DENIED, "a ticket is obtained by a credential, not by another ticket");
        }
        Instant expires = switch (lease) {
            case null -> vault.now().plus(Tickets.USUAL);
            case Lease.Span span -> vault.now().plusSeconds(span.seconds());
            case Lease.Until until -> until.moment();
        };
        byte[] value = vault.tickets().issue(call.request(), rights, expires, requests == null ? null : requests.longValue(),
                call.credentials());
        call.afterAnswer().add(() -> Arrays.fill(value, (byte) 0));
        return new Ticket(TicketType.LOGIN, value);
    }

    /** Uses are counted by request alone. */
    static void requireCountable(UsageLimits limits) {
        if (limits != null) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "tickets are limited by Request Count, not by Usage Limits");
        }
    }
}
