package io.lumenvault.kmip.message;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.payload.Ticket;
import io.lumenvault.kmip.spec.AttestationType;
import io.lumenvault.kmip.spec.CredentialType;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A credential in the header (2.1 section 9.11). Its value is kept as the structure of its type; wiping the message wipes
 * passwords with it.
 */
public record Credential(CredentialType type, Structure value) {

    static final Layout LAYOUT =
            Layout.of("Credential", required(Tag.CREDENTIAL_TYPE), required(Tag.CREDENTIAL_VALUE));
    private static final Map<CredentialType, Layout> VALUES = Map.of(
            CredentialType.USERNAME_AND_PASSWORD,
            Layout.of("Username and Password", required(Tag.USERNAME), optional(Tag.PASSWORD)),
            CredentialType.DEVICE,
            Layout.of("Device", optional(Tag.DEVICE_SERIAL_NUMBER), optional(Tag.PASSWORD), optional(Tag.DEVICE_IDENTIFIER),
                    optional(Tag.NETWORK_IDENTIFIER), optional(Tag.MACHINE_IDENTIFIER), optional(Tag.MEDIA_IDENTIFIER)),
            CredentialType.ATTESTATION,
            Layout.of("Attestation", required(Tag.NONCE), required(Tag.ATTESTATION_TYPE), optional(Tag.ATTESTATION_MEASUREMENT),
                    optional(Tag.ATTESTATION_ASSERTION)),
            CredentialType.ONE_TIME_PASSWORD,
            Layout.of("One Time Password", required(Tag.USERNAME), optional(Tag.PASSWORD), required(Tag.ONE_TIME_PASSWORD)),
            CredentialType.HASHED_PASSWORD,
            Layout.of("Hashed Password", required(Tag.USERNAME), required(Tag.TIME_STAMP), optional(Tag.HASHING_ALGORITHM),
                    required(Tag.HASHED_PASSWORD)),
            CredentialType.TICKET, Layout.of("Ticket", required(Tag.TICKET)));

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

    /** A user name, a password and a one-time password (since 2.0); the arrays are shared. A null password sends none. */
    public static Credential oneTimePassword(String username, byte[] passwordUtf8, byte[] oneTimePasswordUtf8) {
        return of(CredentialType.ONE_TIME_PASSWORD, Item.Text.of(Tag.USERNAME, username),
                passwordUtf8 == null ? null : new Item.Text(Tag.PASSWORD, passwordUtf8),
                new Item.Text(Tag.ONE_TIME_PASSWORD, oneTimePasswordUtf8));
    }

    /**
     * A user name and {@code Hash(Hash(Username || Password) || Timestamp) || Hash(Password || Username)} (since 2.0).
     *
     * @param algorithm the hash, or null for SHA-256
     */
    public static Credential hashedPassword(String username, Instant timestamp, HashingAlgorithm algorithm, byte[] hashedPassword) {
        return of(CredentialType.HASHED_PASSWORD, Item.Text.of(Tag.USERNAME, username),
                Item.DateTimeExtended.of(Tag.TIME_STAMP, timestamp),
                algorithm == null ? null : new Item.Enumeration(Tag.HASHING_ALGORITHM, algorithm.code()),
                new Item.Bytes(Tag.HASHED_PASSWORD, hashedPassword));
    }

    /** What Login gave (since 2.0). */
    public static Credential ticket(Ticket ticket) {
        return of(CredentialType.TICKET, ticket.toStructure(ProtocolVersion.V2_0));
    }

    /** What is known of a device (since 1.1): any of the fields of the Device credential, each a text. */
    public static Credential device(Item.Text... fields) {
        return of(CredentialType.DEVICE, fields);
    }

    /**
     * An attestation of the client's platform (since 1.2).
     *
     * @param nonce the Nonce structure that the server gave
     * @param evidence Attestation Measurement or Attestation Assertion
     */
    public static Credential attestation(Structure nonce, AttestationType type, Item.Bytes evidence) {
        return of(CredentialType.ATTESTATION, nonce, new Item.Enumeration(Tag.ATTESTATION_TYPE, type.code()), evidence);
    }

    private static Credential of(CredentialType type, Item... fields) {
        return new Credential(type, new Structure(Tag.CREDENTIAL_VALUE, Stream.of(fields).filter(Objects::nonNull).toList()));
    }

    /** The text of a field such as {@link Tag#DEVICE_SERIAL_NUMBER}, or empty. */
    public Optional<String> text(Tag field) {
        return value.first(field) instanceof Item.Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /** The bytes of a field such as {@link Tag#HASHED_PASSWORD}, or empty; the array is wiped with the message. */
    public Optional<byte[]> bytes(Tag field) {
        return value.first(field) instanceof Item.Bytes bytes ? Optional.of(bytes.value()) : Optional.empty();
    }

    /** The ticket of a Ticket credential, or empty. */
    public Optional<Ticket> ticket() {
        return value.first(Tag.TICKET) instanceof Structure ticket ? Optional.of(Ticket.read(ticket, ProtocolVersion.V2_0))
                : Optional.empty();
    }

    static Credential read(Fields fields) {
        Credential credential = new Credential(fields.enumeration(Tag.CREDENTIAL_TYPE, CredentialType.class),
                fields.structure(Tag.CREDENTIAL_VALUE));
        Layout layout = VALUES.get(credential.type());
        if (layout != null) {
            layout.readRequest(credential.value(), fields.version());
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
