package io.lumenvault.kmip.message;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A credential in the header (2.1 section 9.11). Its value is kept as the structure of its type; wiping the message wipes
 * passwords with it.
 */
public record Credential(CredentialType type, Structure value) {

    static final Layout LAYOUT =
            Layout.of("Credential", required(Tag.CREDENTIAL_TYPE), required(Tag.CREDENTIAL_VALUE));
    private static final Layout USERNAME_AND_PASSWORD =
            Layout.of("Username and Password", required(Tag.USERNAME), optional(Tag.PASSWORD));

    public Credential {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
    }

    /** A user name and password; the password's array is shared, not copied. Null sends none. */
    public static Credential usernameAndPassword(String username, byte[] passwordUtf8) {
        Item.Text name = Item.Text.of(Tag.USERNAME, username);
        return new Credential(CredentialType.USERNAME_AND_PASSWORD, passwordUtf8 == null
                ? Structure.of(Tag.CREDENTIAL_VALUE, name)
                : Structure.of(Tag.CREDENTIAL_VALUE, name, new Item.Text(Tag.PASSWORD, passwordUtf8)));
    }

    /** The user name of a Username and Password credential. */
    public Optional<String> username() {
        return value.first(Tag.USERNAME) instanceof Item.Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /** The password as UTF-8, or empty; the array is wiped with the message. */
    public Optional<byte[]> password() {
        return value.first(Tag.PASSWORD) instanceof Item.Text text ? Optional.of(text.utf8()) : Optional.empty();
    }

    static Credential read(Fields fields) {
        Credential credential = new Credential(fields.enumeration(Tag.CREDENTIAL_TYPE, CredentialType.class),
                fields.structure(Tag.CREDENTIAL_VALUE));
        if (credential.type() == CredentialType.USERNAME_AND_PASSWORD) {
            USERNAME_AND_PASSWORD.readRequest(credential.value(), fields.version());
        }
        return credential;
    }

    Structure toStructure() {
        return Structure.of(Tag.CREDENTIAL, new Item.Enumeration(Tag.CREDENTIAL_TYPE, type.code()), value);
    }

    @Override
    public String toString() {
        return "Credential[" + type.text() + "]";
    }

    /** The password bytes of a text; for callers that hold it as characters. */
    public static byte[] utf8(char[] password) {
        var encoded = StandardCharsets.UTF_8.encode(java.nio.CharBuffer.wrap(password));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        java.util.Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }
}
