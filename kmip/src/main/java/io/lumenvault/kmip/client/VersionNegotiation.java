package io.lumenvault.kmip.client;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.Credential;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.payload.DiscoverVersions;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the best common version (1.4 section 4.26). Discover Versions itself needs a version in its header, and servers
 * of one major version may refuse the other: so it is asked at 2.1, then at 1.4 and 1.1; a server that knows no Discover
 * Versions speaks 1.0.
 */
final class VersionNegotiation {

    private static final List<ProtocolVersion> HEADERS =
            List.of(ProtocolVersion.V2_1, ProtocolVersion.V1_4, ProtocolVersion.V1_1);

    /** To ask for versions would use them up. */
    private static final Set<CredentialType> USED_ONCE =
            EnumSet.of(CredentialType.ONE_TIME_PASSWORD, CredentialType.HASHED_PASSWORD);

    private VersionNegotiation() {
    }

    /** Sends a message and reads the answer. */
    interface Sender {
        ResponseMessage send(RequestMessage message) throws IOException;
    }

    static ProtocolVersion negotiate(Sender sender, List<Credential> credentials, List<ProtocolVersion> spoken)
            throws IOException {
        KmipException lastRefusal = null;
        IOException lastEnd = null;
        for (ProtocolVersion header : HEADERS) {
            try {
                return best(ask(sender, header, credentials, spoken), spoken);
            } catch (KmipException e) {
                if (e.reason() == ResultReason.AUTHENTICATION_NOT_SUCCESSFUL) {
                    throw e;
                }
                lastRefusal = e;
                lastEnd = null;
            } catch (TlsConnection.ConnectionEndedException e) {
                lastEnd = e;
            }
        }
        if (lastEnd != null) {
            throw lastEnd;
        }
        if (lastRefusal.reason() == ResultReason.OPERATION_NOT_SUPPORTED
                || lastRefusal.reason() == ResultReason.INVALID_MESSAGE) {
            return ProtocolVersion.V1_0;
        }
        throw lastRefusal;
    }

    private static List<ProtocolVersion> ask(Sender sender, ProtocolVersion header, List<Credential> credentials,
            List<ProtocolVersion> spoken) throws IOException {
        List<Credential> reusable = credentials.stream().filter(one -> !USED_ONCE.contains(one.type())).toList();
        RequestMessage message = RequestMessage.of(RequestHeader.of(header).withCredentials(reusable),
                List.of(new DiscoverVersions.Request(spoken)));
        ResponseMessage answer = sender.send(message);
        if (answer.items().isEmpty()) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "the answer has no batch item");
        }
        DiscoverVersions.Response response = (DiscoverVersions.Response) answer.items().getFirst()
                .readPayload(Operation.DISCOVER_VERSIONS, answer.version());
        return response.versions();
    }

    private static ProtocolVersion best(List<ProtocolVersion> offered, List<ProtocolVersion> spoken) {
        return offered.stream().filter(spoken::contains).max(ProtocolVersion::compareTo)
                .orElseThrow(() -> new KmipException(ResultReason.UNSUPPORTED_PROTOCOL_VERSION,
                        "the server supports " + offered + "; this client supports " + spoken));
    }
}
