package io.lumenvault.server.kmip.operation;

import io.lumenvault.ground.Sha256;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.CreateCredential;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Users;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Create Credential (3.0 draft, section 6.1.9): what a user is to be linked to, of the types of section 2.1.3 and a certificate. */
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
        return new CreateCredential.Response(create(call.request(), request).toString());
    }

    private UUID create(AccessRequest asked, CreateCredential.Request request) {
        return switch (request.type()) {
            case PASSWORD -> users.credentials().createPassword(asked, GivenCredential.password(value(request, Tag.PASSWORD_CREDENTIAL)));
            case CERTIFICATE -> users.credentials().createCertificate(asked, fingerprint(value(request, Tag.CERTIFICATE)));
            case DEVICE -> {
                Structure device = value(request, Tag.DEVICE_CREDENTIAL);
                yield users.credentials().createDevice(asked, GivenCredential.device(device), GivenCredential.devicePassword(device));
            }
            case ONE_TIME_PASSWORD -> {
                Structure oneTime = value(request, Tag.OTP_CREDENTIAL);
                yield users.credentials().createOneTime(asked, GivenCredential.oneTime(oneTime), GivenCredential.seed(oneTime));
            }
            case HASHED_PASSWORD -> {
                Structure hashed = value(request, Tag.HASHED_PASSWORD_CREDENTIAL);
                byte[] hashes = GivenCredential.hashes(hashed);
                try {
                    yield users.credentials().createHashed(asked, GivenCredential.hashed(hashed), hashes);
                } finally {
                    Arrays.fill(hashes, (byte) 0);
                }
            }
            default -> throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "credentials of type " + request.type().text()
                    + " are not made; Password, Certificate, Device, One Time Password and Hashed Password are");
        };
    }

    private static String fingerprint(Structure value) {
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
