package io.lumenvault.hsm;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds a token by its label and logs in; again and again, but never twice by a PIN that the token refused. One thread. */
final class TokenLogin {

    private final HsmConfig config;
    private final RefusedPin refused = new RefusedPin();

    TokenLogin(HsmConfig config) {
        this.config = config;
    }

    /**
     * Looks for the token; that costs no attempt to log in.
     *
     * @throws TokenAbsentException naming the labels that are present
     * @throws WrongPinException where the user PIN is locked
     */
    TokenInfo find(Cryptoki cryptoki) {
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
            refused.locked();
            throw new WrongPinException(locked());
        }
        refused.unlocked();
        return token;
    }

    /**
     * Logs in on a session; the login holds for all sessions of this process while one of them lives.
     *
     * @throws WrongPinException where the token refuses the PIN, or has refused it before
     */
    void login(Cryptoki cryptoki, long session) {
        char[] characters = config.pin().read();
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] pin = new byte[encoded.remaining()];
        encoded.get(pin);
        try {
            if (refused.is(pin)) {
                throw new WrongPinException(wrong());
            }
            login(cryptoki, session, pin);
            refused.accepted();
        } finally {
            Arrays.fill(characters, '\0');
            Arrays.fill(encoded.array(), (byte) 0);
            Arrays.fill(pin, (byte) 0);
        }
    }

    private void login(Cryptoki cryptoki, long session, byte[] pin) {
        try {
            cryptoki.loginUser(session, pin);
        } catch (CryptokiException e) {
            long code = e.code();
            if (code == ReturnValue.PIN_LOCKED) {
                // Nothing is counted any more, and it says nothing of this PIN.
                refused.locked();
                throw new WrongPinException(locked(), e);
            }
            if (code == ReturnValue.PIN_INCORRECT || code == ReturnValue.PIN_INVALID || code == ReturnValue.PIN_LEN_RANGE) {
                refused.refused(pin);
                throw new WrongPinException(wrong(), e);
            }
            if (code != ReturnValue.USER_ALREADY_LOGGED_IN) {
                throw e;
            }
        }
    }

    private String locked() {
        return "the user PIN of token \"" + config.tokenLabel() + "\" is locked; the security officer must set it anew";
    }

    private String wrong() {
        return "wrong PIN for token \"" + config.tokenLabel() + "\" (from " + config.pin()
                + "); this one is not tried again, so as not to lock the token";
    }
}
