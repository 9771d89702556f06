package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultStatus;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * Gives the answers that a case expects, each changed by a function, and opens what it has encrypted. Where the case has a variable for
 * a ciphertext with OAEP, it makes a true one.
 */
final class FaithfulServer implements Player.Transport {

    private final ProtocolVersion version;
    private final UnaryOperator<Structure> change;
    private final List<Structure> requests;
    private final Deque<Structure> answers = new ArrayDeque<>();
    private final CaseKeys keys = new CaseKeys();
    private final Map<String, byte[]> encrypted = new HashMap<>();

    FaithfulServer(CaseFile file, Instant now, UnaryOperator<Structure> change, List<Structure> requests) {
        this.version = file.version();
        this.change = change;
        this.requests = requests;
        file.steps().forEach(step -> answers.add(FaithfulAnswers.answer(step.response(), file.placeholders(), now)));
    }

    @Override
    public Structure exchange(Structure request) {
        if (((Structure) request.items().getFirst()).first(Tag.CLIENT_CORRELATION_VALUE) instanceof Item.Text text
                && text.value().equals(Ciphertexts.OWN_REQUEST)) {
            return change.apply(inverse((Structure) request.first(Tag.BATCH_ITEM)));
        }
        requests.add(request);
        if (answers.isEmpty()) {
            return request;
        }
        Structure answer = change.apply(truly(request, answers.poll()));
        remember(request, answer);
        keys.note(request, answer, version);
        return answer;
    }

    private Structure truly(Structure request, Structure answer) {
        Structure asked = payload(request, Tag.REQUEST_PAYLOAD);
        Structure given = payload(answer, Tag.RESPONSE_PAYLOAD);
        if (asked != null && given != null && asked.first(Tag.DATA) instanceof Item.Bytes plain
                && given.first(Tag.DATA) instanceof Item.Bytes made && asked.first(Tag.UNIQUE_IDENTIFIER) instanceof Item.Text key
                && keys.oaep(key.value(), null) != null && new String(made.value()).startsWith("value of ")) {
            byte[] real = encrypt(keys.publicKey(key.value()).keyBlock().material().orElseThrow(), keys.oaep(key.value(), null),
                    plain.value());
            return Changes.replace(answer, Tag.DATA, new Item.Bytes(Tag.DATA, real));
        }
        return answer;
    }

    private void remember(Structure request, Structure answer) {
        Structure asked = payload(request, Tag.REQUEST_PAYLOAD);
        Structure given = payload(answer, Tag.RESPONSE_PAYLOAD);
        if (asked != null && given != null && asked.first(Tag.DATA) instanceof Item.Bytes plain
                && given.first(Tag.DATA) instanceof Item.Bytes made) {
            encrypted.put(hex(made.value()), plain.value());
        }
    }

    private static byte[] encrypt(byte[] key, CryptographicParameters oaep, byte[] plain) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key)),
                    new OAEPParameterSpec(oaep.hashingAlgorithm().text(), "MGF1",
                            new MGF1ParameterSpec(oaep.maskGeneratorHashingAlgorithm().text()),
                            oaep.pSource() == null ? PSource.PSpecified.DEFAULT : new PSource.PSpecified(oaep.pSource())));
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Structure inverse(Structure item) {
        Structure asked = (Structure) item.first(Tag.REQUEST_PAYLOAD);
        byte[] data = ((Item.Bytes) asked.first(Tag.DATA)).value();
        boolean decrypt = ((Item.Enumeration) item.first(Tag.OPERATION)).value() == Operation.DECRYPT.code();
        byte[] result = decrypt ? encrypted.get(hex(data)) : ("made of " + hex(data)).getBytes();
        return Structure.of(Tag.RESPONSE_MESSAGE, Structure.of(Tag.RESPONSE_HEADER), Structure.of(Tag.BATCH_ITEM,
                item.first(Tag.OPERATION), new Item.Enumeration(Tag.RESULT_STATUS, ResultStatus.SUCCESS.code()),
                Structure.of(Tag.RESPONSE_PAYLOAD, asked.first(Tag.UNIQUE_IDENTIFIER), new Item.Bytes(Tag.DATA, result))));
    }

    private static Structure payload(Structure message, Tag tag) {
        List<Item> items = message.all(Tag.BATCH_ITEM);
        return items.size() == 1 && ((Structure) items.getFirst()).first(tag) instanceof Structure payload ? payload : null;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
