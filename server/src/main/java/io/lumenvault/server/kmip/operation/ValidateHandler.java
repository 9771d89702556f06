package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.payload.Validate;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ValidityIndicator;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.lifecycle.State;
import io.lumenvault.server.vault.OpenedObject;
import io.lumenvault.server.vault.Vault;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Validate (KMIP 1.4 section 4.24, KMIP 2.1 section 6.1.57): one chain of X.509 certificates, in any order, up to the authority that
 * the node trusts. A managed certificate that was revoked here makes the chain invalid.
 */
final class ValidateHandler extends ObjectHandler<Validate.Request> {

    private static final int MOST = 20;

    private final CertificateChain chain;

    /** @param anchors the authorities that end a chain */
    ValidateHandler(Vault vault, List<X509Certificate> anchors) {
        super(Operation.VALIDATE, Validate.Request.class, vault);
        this.chain = new CertificateChain(anchors);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Validate.Request request) {
        int count = request.certificates().size() + request.uniqueIdentifiers().size();
        if (count < 1 || count > MOST) {
            throw new KmipException(ResultReason.INVALID_FIELD, count + " certificates are given; a chain has 1 to " + MOST);
        }
        List<X509Certificate> certificates = new ArrayList<>();
        request.certificates().forEach(certificate -> certificates.add(parse(certificate)));
        boolean revoked = false;
        for (UUID uid : request.uniqueIdentifiers().stream().map(call::object).toList()) {
            revoked |= managed(call, uid, certificates);
        }
        Instant at = request.validityDate() == null ? vault().now() : request.validityDate();
        ValidityIndicator validity = revoked ? ValidityIndicator.INVALID : chain.validity(certificates, at);
        vault().note(call.request(), event -> event.with("validity", validity.text()));
        return new Validate.Response(validity);
    }

    /** @return whether it was revoked here */
    private boolean managed(Call call, UUID uid, List<X509Certificate> certificates) {
        try (OpenedObject opened = vault().open(call.request(), uid, object -> decide(() -> {
            if (object.objectType() != ObjectType.CERTIFICATE.code()) {
                throw new KmipException(call.reason(ResultReason.INVALID_MESSAGE, ResultReason.INVALID_OBJECT_TYPE),
                        "object " + uid + " is no Certificate");
            }
            return null;
        }))) {
            call.changes().givenOut(opened.object());
            ObjectAttributes attributes = attributes(opened.object());
            certificates.add(parse((ManagedObject.Certificate) Material.open(opened.material(), attributes)));
            return attributes.state() == State.DEACTIVATED || attributes.state() == State.COMPROMISED;
        }
    }

    private static X509Certificate parse(ManagedObject.Certificate certificate) {
        if (certificate.type() != CertificateType.X_509) {
            throw new KmipException(ResultReason.INVALID_OBJECT_TYPE, "only X.509 certificates can be validated");
        }
        return CertificateAttributes.parse(certificate.value())
                .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD, "a certificate cannot be read as X.509"));
    }
}
