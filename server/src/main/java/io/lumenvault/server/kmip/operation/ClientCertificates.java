package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.cryptography.RequestedCertificate;
import io.lumenvault.server.vault.Reprovisioning;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Client certificates that the node issues itself, each for the principal that asks and no other (KMIP 2.1 section 6.1.48). By the node's own
 * rules the certificate has to name it: that is found out from a draft, before the authority's key is used. An alternative name is in it only
 * where it is by that one that the principal is named.
 */
final class ClientCertificates {

    private final Reprovisioning reprovisioning;
    private final CertificationAuthority authority;

    ClientCertificates(Reprovisioning reprovisioning, CertificationAuthority authority) {
        this.reprovisioning = Objects.requireNonNull(reprovisioning, "reprovisioning");
        this.authority = Objects.requireNonNull(authority, "authority");
    }

    ManagedObject.Certificate issue(Call call, ManagedObject.CertificateRequest request) {
        reprovisioning.requireReplaceable(call.request());
        RequestedCertificate asked = RequestedCertificate.read(request.type(), request.value());
        RequestedCertificate own = Stream.of(false, true).map(asked::forClient).filter(wanted -> names(call, wanted)).findFirst()
                .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD,
                        "the certificate request is to name '" + call.principal().name() + "', as client certificates do here"));
        return new ManagedObject.Certificate(CertificateType.X_509, authority.issue(call, own, null, null));
    }

    private boolean names(Call call, RequestedCertificate wanted) {
        return CertificateAttributes.parse(authority.draft(call, wanted)).filter(draft -> reprovisioning.names(call.principal(), draft)).isPresent();
    }
}
