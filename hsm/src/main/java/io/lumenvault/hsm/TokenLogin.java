package io.lumenvault.hsm;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds the token by its label and logs in. */
final class TokenLogin {

    private TokenLogin() {
    }

    /** @throws TokenAbsentException naming the labels that are present */
    static TokenInfo find(Cryptoki cryptoki, HsmConfig config) {
        List<TokenInfo> present = cryptoki.readableTokens();
        List<TokenInfo> initialised = present.stream().filter(TokenInfo::initialised).toList();
        List<TokenInfo> found = initialised.stream().filter(token -> token.label().equals(config.tokenLabel())).toList();
        if (found.isEmpty()) {
            List<String> labels = initialised.stream().map(token -> "\"" + token.label() + "\"").toList();
            throw new TokenAbsentException("no token \"" + config.tokenLabel() + "\" in " + config.library() + "; "
                    + (labels.isEmpty() ? "no initialised token is present" : "present are " + String.join(", ", labels)));
        }
        if (found.size() > 1) {
            throw new HsmException(found.size() + " tokens have the label \"" + config.tokenLabel() + "\"; it must be unique");
        }
        TokenInfo token = found.getFirst();
        if (!token.userPinInitialised()) {
            throw new HsmException("token \"" + token.label() + "\" has no user PIN: it is not fully initialised");
        }
        if (token.userPinLocked()) {
            throw new WrongPinException("the user PIN of token \"" + token.label() + "\" is locked; the security officer must set it anew");
        }
        return token;
    }

    /** Logs in on a session; the login holds for all sessions of this process while one of them lives. */
    static void login(Cryptoki cryptoki, long session, HsmConfig config) {
        char[] characters = config.pin().read();
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] pin = new byte[encoded.remaining()];
        encoded.get(pin);
        try {
            cryptoki.loginUser(session, pin);
        } catch (CryptokiException e) {
            if (e.code() != ReturnValue.USER_ALREADY_LOGGED_IN) {
                throw refused(e, config);
            }
        } finally {
            Arrays.fill(characters, '\0');
            Arrays.fill(encoded.array(), (byte) 0);
            Arrays.fill(pin, (byte) 0);
        }
    }

    private static HsmException refused(CryptokiException e, HsmConfig config) {
        long code = e.code();
        if (code == ReturnValue.PIN_LOCKED) {
            return new WrongPinException("the user PIN of token \"" + config.tokenLabel()
                    + "\" is locked; the security officer must set it anew", e);
        }
        if (code == ReturnValue.PIN_INCORRECT || code == ReturnValue.PIN_INVALID || code == ReturnValue.PIN_LEN_RANGE) {
            return new WrongPinException("wrong PIN for token \"" + config.tokenLabel() + "\" (from " + config.pin()
                    + "); not tried again, so as not to lock the token", e);
        }
        return e;
    }
}
