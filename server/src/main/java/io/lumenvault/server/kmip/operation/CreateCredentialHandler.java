package io.lumenvault.server.kmip.operation;

import io.lumenvault.ground.Sha256;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.CreateCredential;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.vault.Users;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Create Credential (3.0 draft, section 6.1.9): a password or a certificate, for a user to be linked to. */
final class CreateCredentialHandler implements Handler<CreateCredential.Request> {

    private final Users users;

    CreateCredentialHandler(Users users) {
        this.users = users;
    }

    @Override
    public Operation operation() {
        return Operation.CREATE_CREDENTIAL;
    }

    @Override
    public Class<CreateCredential.Request> request() {
        return CreateCredential.Request.class;
    }

    @Override
    public Optional<Permission> permission() {
        return Optional.of(Permission.ACCESS_MANAGE);
    }

    @Override
    public ResponsePayload handle(Call call, CreateCredential.Request request) {
        UserAttributes.requireOnly(request.attributes());
        UUID uid = switch (request.type()) {
            case PASSWORD -> users.createPassword(call.request(), password(request));
            case CERTIFICATE -> users.createCertificate(call.request(), fingerprint(request));
            default -> throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "credentials of type " + request.type().text()
                    + " are not made; " + CredentialType.PASSWORD.text() + " and " + CredentialType.CERTIFICATE.text() + " are");
        };
        return new CreateCredential.Response(uid.toString());
    }

    private static byte[] password(CreateCredential.Request request) {
        Structure value = value(request, Tag.PASSWORD_CREDENTIAL);
        if (!(value.first(Tag.PASSWORD) instanceof Item.Text password)) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "the Password Credential has no Password");
        }
        return password.utf8();
    }

    private static String fingerprint(CreateCredential.Request request) {
        Structure value = value(request, Tag.CERTIFICATE);
        if (!(value.first(Tag.CERTIFICATE_TYPE) instanceof Item.Enumeration type && type.value() == CertificateType.X_509.code()
                && value.first(Tag.CERTIFICATE_VALUE) instanceof Item.Bytes der)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the credential is not a Certificate of Certificate Type X.509");
        }
        X509Certificate certificate = CertificateAttributes.parse(der.value()).orElse(null);
        if (certificate == null || !Arrays.equals(encoded(certificate), der.value())) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the Certificate Value is not the DER of an X.509 certificate and no more");
        }
        return Sha256.hex(der.value());
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Structure value(CreateCredential.Request request, Tag wanted) {
        if (!request.value().tag().equals(wanted)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "a credential of type " + request.type().text() + " comes with a "
                    + request.value().tag() + "; it comes with a " + wanted);
        }
        return request.value();
    }
}
