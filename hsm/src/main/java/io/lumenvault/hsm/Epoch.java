package io.lumenvault.hsm;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One connection to the token, from login to loss: sessions, key handles and worker threads that belong together. */
final class Epoch {

    private static final Duration LAST_CALLS = Duration.ofSeconds(1);

    private final long number;
    private final Cryptoki cryptoki;
    private final TokenInfo token;
    private final Capabilities capabilities;
    private final long anchorSession;
    private final TokenKeys masterKeys;
    private final WrappingKeys wrappingKeys;
    private volatile Optional<Mechanism> kwp = Optional.empty();
    private volatile Optional<SigningKey> signingKey;
    private final WorkerPool workers;

    /**
     * The anchor session is never used for calls of clients: while it lives the login lives, and the copies of keys that it owns, whatever
     * other sessions are closed.
     */
    private Epoch(Cryptoki cryptoki, HsmConfig config, TokenInfo token, Capabilities capabilities, long anchorSession, long number)
            throws GeneralSecurityException {
        this.number = number;
        this.cryptoki = cryptoki;
        this.token = token;
        this.capabilities = capabilities;
        this.anchorSession = anchorSession;
        this.masterKeys = new TokenKeys(cryptoki, token.slot(), anchorSession);
        this.wrappingKeys = new WrappingKeys(cryptoki, token.slot());
        this.signingKey = findSigningKey(config.signingKey());
        try (SessionCiphers ciphers = newCiphers()) {
            selfTest(ciphers);
        }
        this.workers = new WorkerPool(this::newCiphers, config.sessions(), number);
    }

    /** @throws HsmException saying what stands in the way, in one line */
    static Epoch connect(Cryptoki cryptoki, HsmConfig config, TokenLogin login, long number) {
        try {
            TokenInfo token = login.find(cryptoki);
            Capabilities capabilities = Capabilities.probe(cryptoki, token);
            long session = cryptoki.openSession(token.slot());
            try {
                login.login(cryptoki, session);
                return new Epoch(cryptoki, config, token, capabilities, session, number);
            } catch (GeneralSecurityException | RuntimeException e) {
                closeQuietly(cryptoki, session);
                throw e;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw Failures.translate(e);
        }
    }

    private Optional<SigningKey> findSigningKey(HsmConfig.SigningKeyUse use) {
        synchronized (cryptoki.objectCreation()) {
            try (TokenObjects objects = new TokenObjects(cryptoki, token.slot())) {
                Optional<SigningKey> found = SigningKey.find(objects);
                return found.isEmpty() && use == HsmConfig.SigningKeyUse.MADE_IF_ABSENT ? Optional.of(SigningKey.create(objects)) : found;
            }
        }
    }

    /** After the key has been made in the token by somebody else. */
    void lookForSigningKey() {
        signingKey = findSigningKey(HsmConfig.SigningKeyUse.USED_IF_PRESENT);
    }

    List<byte[]> data(String label) {
        // A value that is replaced while it is read would pass for a lost token.
        synchronized (cryptoki.objectCreation()) {
            try (TokenObjects objects = new TokenObjects(cryptoki, token.slot())) {
                return TokenData.read(objects, label);
            }
        }
    }

    void putData(String label, byte[] value) {
        synchronized (cryptoki.objectCreation()) {
            try (TokenObjects objects = new TokenObjects(cryptoki, token.slot())) {
                TokenData.write(objects, label, value);
            }
        }
    }

    /** Opens a session for one thread; it closes it. */
    SessionCiphers newCiphers() {
        return new SessionCiphers(cryptoki, token.slot(), capabilities);
    }

    /** @throws HsmUnavailableException naming the test that failed */
    List<SelfTestResult> selfTest(SessionCiphers ciphers) throws GeneralSecurityException {
        SelfTest test = new SelfTest(cryptoki, token, capabilities, masterKeys, signingKey);
        List<SelfTestResult> results = test.run(ciphers);
        kwp = test.kwp();
        return results;
    }

    long number() {
        return number;
    }

    Cryptoki cryptoki() {
        return cryptoki;
    }

    TokenInfo token() {
        return token;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    WorkerPool workers() {
        return workers;
    }

    TokenKeys masterKeys() {
        return masterKeys;
    }

    WrappingKeys wrappingKeys() {
        return wrappingKeys;
    }

    /** The mechanism by which the token does AES-KWP (RFC 5649), as its self-test found. */
    Optional<Mechanism> kwp() {
        return kwp;
    }

    /** A session of its own to create and find objects. */
    TokenObjects objects() {
        return new TokenObjects(cryptoki, token.slot());
    }

    Optional<SigningKey> signingKey() {
        return signingKey;
    }

    /** Asks the token whether the login and the stored master keys live, and ends the epoch if they do not. */
    void probe(Duration deadline) {
        if (!cryptoki.life().atCeremony() && workers.hangsLongerThan(deadline)) {
            workers.lose(new HsmUnavailableException("a call to the HSM has not returned within " + deadline.toMillis() + " ms"));
            return;
        }
        try {
            if (!workers.call(_ -> alive(), deadline)) {
                workers.lose(new HsmUnavailableException("the token has ended the login"));
            }
        } catch (HsmException e) {
            // A failure has ended the epoch already where it means a loss; a full queue is no loss.
            return;
        }
    }

    private boolean alive() {
        if (!cryptoki.userLoggedIn(anchorSession)) {
            return false;
        }
        masterKeys.confirm();
        return true;
    }

    /** Ends the epoch; threads that still hang in the token are left to themselves. */
    void dispose() throws InterruptedException {
        workers.lose(new HsmUnavailableException("the connection is closed"));
        workers.awaitEnd(LAST_CALLS);
    }

    /**
     * Closes the last session where no thread of this epoch is in the library any more.
     *
     * @return whether that is so; not to be called again then
     */
    boolean closeWhenEnded() {
        if (!workers.ended()) {
            return false;
        }
        closeQuietly(cryptoki, anchorSession);
        return true;
    }

    private static void closeQuietly(Cryptoki cryptoki, long session) {
        try {
            cryptoki.closeSession(session);
        } catch (HsmException e) {
            // The session died before: closing it is all that was wanted.
            return;
        }
    }
}
