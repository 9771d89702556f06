package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.payload.Pkcs11;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.Pkcs11ReturnCode;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.vault.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * PKCS#11 (KMIP 2.1 section 6.1.37): the general functions of Cryptoki. What needs a slot or a session answers
 * CKR_FUNCTION_NOT_SUPPORTED: the node's token holds the master keys, and no client works on it. An initialization belongs to the
 * principal that asked for it.
 */
final class Pkcs11Handler extends ObjectHandler<Pkcs11.Request> {

    private static final int CORRELATION_BYTES = 16;
    /** CK_INFO: version, manufacturer, flags, description, version (PKCS#11 2.40 section 3.1). */
    private static final byte[] INFO = info();
    private static final int TEXT_BYTES = 32;
    private static final int INFO_BYTES = 2 + TEXT_BYTES + Long.BYTES + TEXT_BYTES + 2;

    private final CryptokiSessions sessions;

    Pkcs11Handler(Vault vault) {
        super(Operation.PKCS_11, Pkcs11.Request.class, vault);
        this.sessions = new CryptokiSessions();
    }

    @Override
    public ResponsePayload handle(Call call, Pkcs11.Request request) {
        vault().note(call.request(), event -> event.with("function", request.function().text()));
        String owner = call.principal().name();
        return switch (request.function()) {
            case C_INITIALIZE -> initialized(request, owner);
            case C_GET_INFO -> sessions.has(owner, request.correlation(), vault().now())
                    ? answer(request, echoed(call, request), INFO.clone(), Pkcs11ReturnCode.OK)
                    : answer(request, Pkcs11ReturnCode.CRYPTOKI_NOT_INITIALIZED);
            case C_FINALIZE -> sessions.end(owner, request.correlation())
                    ? answer(request, echoed(call, request), null, Pkcs11ReturnCode.OK)
                    : answer(request, Pkcs11ReturnCode.CRYPTOKI_NOT_INITIALIZED);
            default -> answer(request, Pkcs11ReturnCode.FUNCTION_NOT_SUPPORTED);
        };
    }

    /** Since 3.0 each answer names the initialization that it is about. */
    private static byte[] echoed(Call call, Pkcs11.Request request) {
        return call.version().major() >= 3 ? request.correlation() : null;
    }

    private ResponsePayload initialized(Pkcs11.Request request, String owner) {
        try (KeyMaterial random = vault().newMaterial(CORRELATION_BYTES)) {
            byte[] correlation = random.lend(byte[]::clone);
            return sessions.begin(owner, correlation, vault().now()) ? answer(request, correlation, null, Pkcs11ReturnCode.OK)
                    : answer(request, Pkcs11ReturnCode.HOST_MEMORY);
        }
    }

    private static ResponsePayload answer(Pkcs11.Request request, Pkcs11ReturnCode code) {
        return answer(request, null, null, code);
    }

    private static ResponsePayload answer(Pkcs11.Request request, byte[] correlation, byte[] output, Pkcs11ReturnCode code) {
        return new Pkcs11.Response(request.pkcs11Interface(), request.function(), correlation, output, code.code());
    }

    private static byte[] info() {
        return ByteBuffer.allocate(INFO_BYTES).put(new byte[] {2, 40}).put(padded("Lumenvault")).putLong(0)
                .put(padded("Lumenvault over KMIP")).put(new byte[] {1, 0}).array();
    }

    private static byte[] padded(String text) {
        byte[] padded = new byte[TEXT_BYTES];
        Arrays.fill(padded, (byte) ' ');
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, padded, 0, ascii.length);
        return padded;
    }
}
