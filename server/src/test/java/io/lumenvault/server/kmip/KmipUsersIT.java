package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.message.Credential;
import io.lumenvault.kmip.payload.CreateCredential;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** Users, their credentials and login by password, over TLS, on a real site. */
@ExtendWith(SharedKmipSite.class)
class KmipUsersIT {

    private final KmipSite site;

    KmipUsersIT(KmipSite site) {
        this.site = site;
    }

    @Test
    void user_madeByAnOfficer_logsInByItsPasswordAndOwnsWhatItMakes() throws IOException {
        String key;
        try (KmipClient officer = login("administrator", "password")) {
            String credential = officer.server().createCredential(password("it is long enough"));
            officer.server().createUser(Attribute.name("user-1"), link(credential));
            refused(ResultReason.OBJECT_NOT_FOUND, () -> officer.server().createUser(Attribute.name("user-2"), link(credential)));
            refused(ResultReason.OBJECT_ALREADY_EXISTS, () -> officer.server().createUser(Attribute.name("user-1")));
        }
        try (KmipClient user = login("user-1", "it is long enough")) {
            key = user.create(ObjectType.SYMMETRIC_KEY, Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, KmipMask.of(CryptographicUsageMask.ENCRYPT)));
            assertEquals(ObjectType.SYMMETRIC_KEY, user.get(key).objectType());
        }
        try (KmipClient other = site.client("kmip-client-a", ProtocolVersion.V2_1)) {
            refused(ResultReason.OBJECT_NOT_FOUND, () -> other.get(key));
        }
    }

    @Test
    void createUser_withoutTheRightToManageAccess_isRefused() throws IOException {
        try (KmipClient application = site.clientWithPreview("kmip-client-a")) {
            refused(ResultReason.PERMISSION_DENIED, () -> application.server().createUser(Attribute.name("user-3")));
            refused(ResultReason.PERMISSION_DENIED, () -> application.server().createCredential(password("secret")));
        }
    }

    @Test
    void login_wrongPassword_isRefusedAndTellsNotWhy() throws IOException {
        try (KmipClient wrong = client("teller-c", credential("administrator", "Password"));
                KmipClient nobody = client("teller-c", credential("nobody", "password"))) {
            String first = refused(ResultReason.AUTHENTICATION_NOT_SUCCESSFUL, () -> wrong.server().createUser(Attribute.name("user-4")));
            assertEquals(first, refused(ResultReason.AUTHENTICATION_NOT_SUCCESSFUL,
                    () -> nobody.server().createUser(Attribute.name("user-4"))));
        }
    }

    @Test
    void severalPasswords_areRefusedBeforeAnyIsLookedAt() throws IOException {
        Credential right = credential("administrator", "password");
        try (KmipClient twice = client("teller-c", right, right)) {
            refused(ResultReason.INVALID_MESSAGE, () -> twice.server().createUser(Attribute.name("user-5")));
        }
    }

    private KmipClient login(String user, String password) throws IOException {
        return client("kmip-client-a", credential(user, password));
    }

    private static Credential credential(String user, String password) {
        return Credential.usernameAndPassword(user, password.getBytes(StandardCharsets.UTF_8));
    }

    private KmipClient client(String caller, Credential... credentials) throws IOException {
        return KmipClient.builder("127.0.0.1", site.port(), site.tls(caller)).preview().credentials(credentials).build();
    }

    private static CreateCredential.Request password(String password) {
        return new CreateCredential.Request(CredentialType.PASSWORD, Attributes.NONE,
                Structure.of(Tag.PASSWORD_CREDENTIAL, Item.Text.of(Tag.PASSWORD, password)));
    }

    private static Attribute link(String credential) {
        return Attribute.of(AttributeType.CREDENTIAL_LINK,
                new Item.Text(Tag.CREDENTIAL_LINK, ItemType.REFERENCE, credential.getBytes(StandardCharsets.UTF_8)));
    }

    /** @return the Result Message */
    private static String refused(ResultReason reason, Executable request) {
        KmipException refusal = assertThrows(KmipException.class, request);
        assertEquals(reason, refusal.reason(), refusal.getMessage());
        return refusal.getMessage();
    }
}
