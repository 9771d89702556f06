package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.payload.Destroy;
import io.lumenvault.kmip.payload.Revoke;
import io.lumenvault.kmip.spec.BatchErrorContinuationOption;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import java.io.IOException;
import java.util.List;

/** Takes away an object that a case has left: revoked first, since an active one cannot be destroyed. */
final class LeftOver {

    private LeftOver() {
    }

    static void destroy(String object, ProtocolVersion version, Player.Transport transport) throws IOException {
        UniqueIdentifier identifier = UniqueIdentifier.of(object);
        RequestHeader header = RequestHeader.of(version).withBatch(BatchErrorContinuationOption.CONTINUE, true);
        transport.exchange(RequestMessage.of(header, List.of(
                new Revoke.Request(identifier, new RevocationReason(RevocationReasonCode.CESSATION_OF_OPERATION, null), null),
                new Destroy.Request(identifier))).toStructure());
    }
}
