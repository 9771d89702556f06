package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.payload.Decrypt;
import io.lumenvault.kmip.payload.Encrypt;
import io.lumenvault.kmip.payload.Payloads;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The ciphertexts of one case that cannot be those that it prints: made with a key that the server generates, or with random padding.
 * The profiles let them vary (KMIP Profiles 1.4 and 2.1, "variable items"); here each is shown to be a ciphertext all the same.
 * What Encrypt answers must decrypt to the plain text, by the printed private key or by the server; a printed ciphertext that a case
 * has a generated key decrypt stands for what Encrypt has answered for it or, where the case has no Encrypt, for what the server makes
 * of the plain text that the case expects. The player's own requests carry a Client Correlation Value that says so.
 */
final class Ciphertexts {

    static final String OWN_REQUEST = "conformance: inverse operation";

    private final CaseKeys keys;
    private final PrintedKeys printed;
    private final Player.Transport transport;
    private final ProtocolVersion version;
    private final Placeholders placeholders;
    private final Map<String, byte[]> standIns = new HashMap<>();

    Ciphertexts(CaseKeys keys, PrintedKeys printed, Player.Transport transport, CaseFile file) {
        this.keys = keys;
        this.printed = printed;
        this.transport = transport;
        this.version = file.version();
        this.placeholders = file.placeholders();
    }

    /** The request, with the ciphertexts that generated keys can decrypt in place of printed ones. */
    Structure resolve(Structure request, Structure expected) throws IOException {
        List<Item> items = new ArrayList<>(request.items());
        for (int i = 0; i < items.size(); i++) {
            if (read(items.get(i), Operation.DECRYPT) instanceof Decrypt.Request decrypt && decrypt.stream() == null
                    && decrypt.data() != null && decrypt.uniqueIdentifier() instanceof UniqueIdentifier.Text key
                    && keys.isGenerated(key.value()) && i < expected.items().size()) {
                byte[] standIn = standIn(decrypt, payload(expected.items().get(i), Tag.RESPONSE_PAYLOAD));
                if (standIn != null) {
                    items.set(i, withData((Structure) items.get(i), standIn));
                }
            }
        }
        return new Structure(request.tag(), items);
    }

    /** Null where the case expects a refusal or any plain text, or its ciphertext comes from an answer already. */
    private byte[] standIn(Decrypt.Request decrypt, Structure expected) throws IOException {
        byte[] known = standIns.get(hex(decrypt.data()));
        if (known != null) {
            return known.clone();
        }
        if (standIns.values().stream().anyMatch(answered -> Arrays.equals(answered, decrypt.data()))
                || expected == null || !(expected.first(Tag.DATA) instanceof Item.Bytes plain)
                || placeholders.variable(plain) != null) {
            return null;
        }
        Structure answer = ask(new Encrypt.Request(decrypt.uniqueIdentifier(), decrypt.parameters(), plain.value(), decrypt.iv(), null,
                decrypt.additionalData()));
        return answer != null && answer.first(Tag.DATA) instanceof Item.Bytes made ? made.value() : null;
    }

    /** Shows that what Encrypt has answered is a ciphertext of the plain text. @return what is wrong, or null */
    Difference prove(Structure request, Structure expected, Structure answer) throws IOException {
        for (int i = 0; i < request.items().size() && i < answer.items().size(); i++) {
            Structure given = payload(answer.items().get(i), Tag.RESPONSE_PAYLOAD);
            if (given != null && read(request.items().get(i), Operation.ENCRYPT) instanceof Encrypt.Request encrypt
                    && encrypt.stream() == null && given.first(Tag.DATA) instanceof Item.Bytes made
                    && given.first(Tag.UNIQUE_IDENTIFIER) instanceof Item.Text key) {
                CryptographicParameters oaep = keys.oaep(key.value(), encrypt.parameters());
                String problem = oaep != null ? openHere(key.value(), oaep, encrypt, made.value())
                        : keys.isGenerated(key.value()) ? openThere(key.value(), encrypt, given, made.value()) : null;
                if (problem != null) {
                    return new Difference("ResponseMessage/BatchItem[" + i + "]/ResponsePayload/Data", problem);
                }
                if (payload(expected.items().get(i), Tag.RESPONSE_PAYLOAD).first(Tag.DATA) instanceof Item.Bytes shown) {
                    standIns.put(hex(shown.value()), made.value().clone());
                }
            }
        }
        return null;
    }

    private String openHere(String key, CryptographicParameters oaep, Encrypt.Request encrypt, byte[] made) {
        try {
            byte[] plain = printed.openOaep(keys.publicKey(key).keyBlock().material().orElseThrow(), oaep, made);
            return plain == null ? "has random padding, and no case that is played prints the private key to open it with"
                    : verdict(plain, encrypt);
        } catch (GeneralSecurityException e) {
            return "does not open with the private key: " + e.getMessage();
        }
    }

    private String openThere(String key, Encrypt.Request encrypt, Structure given, byte[] made) throws IOException {
        byte[] iv = given.first(Tag.IV_COUNTER_NONCE) instanceof Item.Bytes own ? own.value() : encrypt.iv();
        byte[] tag = given.first(Tag.AUTHENTICATED_ENCRYPTION_TAG) instanceof Item.Bytes own ? own.value() : null;
        Structure opened = ask(new Decrypt.Request(UniqueIdentifier.of(key), encrypt.parameters(), made, iv, null,
                encrypt.additionalData(), tag));
        return opened != null && opened.first(Tag.DATA) instanceof Item.Bytes plain ? verdict(plain.value(), encrypt)
                : "is not decrypted by the server that made it";
    }

    private static String verdict(byte[] plain, Encrypt.Request encrypt) {
        return Arrays.equals(plain, encrypt.data()) ? null : "decrypts to another plain text than the one that was encrypted";
    }

    private Structure ask(RequestPayload payload) throws IOException {
        RequestHeader header = new RequestHeader(version, null, OWN_REQUEST, null, null, null, List.of(), List.of(), null, null, null);
        Structure answer = transport.exchange(
                new RequestMessage(header, List.of(RequestBatchItem.of(payload, null, version))).toStructure());
        return payload(answer.first(Tag.BATCH_ITEM), Tag.RESPONSE_PAYLOAD);
    }

    private RequestPayload read(Item item, Operation wanted) {
        Structure payload = payload(item, Tag.REQUEST_PAYLOAD);
        if (payload == null || !(((Structure) item).first(Tag.OPERATION) instanceof Item.Enumeration operation)
                || operation.value() != wanted.code()) {
            return null;
        }
        try {
            return Payloads.readRequest(wanted, payload, version);
        } catch (KmipException wrongOnPurpose) {
            return null;
        }
    }

    private static Structure payload(Item item, Tag tag) {
        return item instanceof Structure structure && structure.first(tag) instanceof Structure payload ? payload : null;
    }

    private static Structure withData(Structure item, byte[] data) {
        return new Structure(item.tag(), item.items().stream().map(field -> field.tag().equals(Tag.DATA)
                ? new Item.Bytes(Tag.DATA, data) : field instanceof Structure inner ? withData(inner, data) : field).toList());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
