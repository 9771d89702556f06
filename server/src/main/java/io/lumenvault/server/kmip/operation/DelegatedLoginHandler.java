package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.DelegatedLogin;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.payload.Rights.Right;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import io.lumenvault.server.vault.Vault;

/** Delegated Login (KMIP 2.1 section 6.1.12): a ticket for named operations and objects only. */
final class DelegatedLoginHandler extends ObjectHandler<DelegatedLogin.Request> {

    DelegatedLoginHandler(Vault vault) {
        super(Operation.DELEGATED_LOGIN, DelegatedLogin.Request.class, vault);
    }

    @Override
    public ResponsePayload handle(Call call, DelegatedLogin.Request request) {
        TicketTerms.requireCountable(request.usageLimits());
        if (request.rights().list().isEmpty()) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Rights is empty: name what the ticket is for");
        }
        for (Right right : request.rights().list()) {
            TicketTerms.requireCountable(right.usageLimits());
            if (!right.objectGroups().isEmpty()) {
                throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "a right names objects here, not Object Groups");
            }
        }
        byte[] rights = TtlvWriter.write(request.toStructure(ProtocolVersion.V2_1));
        return new DelegatedLogin.Response(TicketTerms.issue(call, vault(), rights, request.lease(), request.requestCount()));
    }
}
