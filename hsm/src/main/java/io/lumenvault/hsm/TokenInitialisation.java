package io.lumenvault.hsm;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Brings a token into being: C_InitToken, then the user PIN by the security officer (PKCS#11 v3.0 clauses 5.5 and 5.6). */
final class TokenInitialisation {

    private final Cryptoki cryptoki;
    private final String label;

    TokenInitialisation(Cryptoki cryptoki, String label) {
        this.cryptoki = cryptoki;
        this.label = label;
    }

    /** Each step is left out where it was done before. */
    void run(TokenFolder files) {
        Predicate<TokenInfo> ours = token -> token.initialised() && token.label().equals(label);
        if (cryptoki.tokens().stream().noneMatch(ours)) {
            long free = find(token -> !token.initialised(), "no slot is free for a new token").slot();
            withPin(files.soPin(), pin -> cryptoki.initToken(free, pin, label));
        }
        TokenInfo token = find(ours, "the token \"" + label + "\" cannot be found after its initialisation");
        if (!token.userPinInitialised()) {
            setUserPin(token.slot(), files);
        }
    }

    private void setUserPin(long slot, TokenFolder files) {
        long session = cryptoki.openSession(slot);
        try {
            withPin(files.soPin(), pin -> cryptoki.loginSecurityOfficer(session, pin));
            withPin(files.pin(), pin -> cryptoki.initPin(session, pin));
            cryptoki.logout(session);
        } finally {
            cryptoki.closeSession(session);
        }
    }

    private TokenInfo find(Predicate<TokenInfo> wanted, String otherwise) {
        return cryptoki.tokens().stream().filter(wanted).findFirst().orElseThrow(() -> new HsmException(otherwise));
    }

    private static void withPin(Path file, Consumer<byte[]> use) {
        char[] characters = PinSource.file(file).read();
        byte[] pin = new byte[characters.length];
        for (int i = 0; i < pin.length; i++) {
            pin[i] = (byte) characters[i];
        }
        try {
            use.accept(pin);
        } finally {
            Arrays.fill(characters, '\0');
            Arrays.fill(pin, (byte) 0);
        }
    }
}
