package io.lumenvault.hsm;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.function.Supplier;

/** One connection to the token, from login to loss: provider instance, key handles and worker threads that belong together. */
final class Epoch {

    private static final Duration LAST_CALLS = Duration.ofSeconds(1);

    private final long number;
    private final Cryptoki cryptoki;
    private final long anchorSession;
    private final ProviderInstance provider;
    private final TokenKeys masterKeys;
    private final SigningKey signingKey;
    private final WorkerPool workers;

    /** The anchor session is never used for work: while it lives the login lives, whatever sessions SunPKCS11 closes. */
    private Epoch(Cryptoki cryptoki, HsmConfig config, TokenInfo token, long anchorSession, long number)
            throws GeneralSecurityException {
        this.number = number;
        this.cryptoki = cryptoki;
        this.anchorSession = anchorSession;
        this.provider = ProviderInstance.configure(config.library(), token, number);
        try {
            this.masterKeys = new TokenKeys(cryptoki, token.slot(), provider.provider());
            this.signingKey = SigningKey.findOrCreate(cryptoki, provider.provider());
            SessionCiphers ciphers = new SessionCiphers(provider.provider());
            new SelfTest(ciphers).run(cryptoki, token.slot(), signingKey, masterKeys);
            this.workers = new WorkerPool(provider.provider(), config.sessions(), number);
        } catch (GeneralSecurityException | RuntimeException e) {
            provider.destroy();
            throw e;
        }
    }

    /** @throws HsmException saying what stands in the way, in one line */
    static Epoch connect(Cryptoki cryptoki, HsmConfig config, long number) {
        try {
            TokenInfo token = TokenLogin.find(cryptoki, config);
            Mechanism.probe(cryptoki, token);
            long session = cryptoki.openSession(token.slot());
            try {
                TokenLogin.login(cryptoki, session, config);
                return new Epoch(cryptoki, config, token, session, number);
            } catch (GeneralSecurityException | RuntimeException e) {
                closeQuietly(cryptoki, session);
                throw e;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw Failures.translate(e);
        }
    }

    long number() {
        return number;
    }

    WorkerPool workers() {
        return workers;
    }

    TokenKeys masterKeys() {
        return masterKeys;
    }

    SigningKey signingKey() {
        return signingKey;
    }

    /** Asks the token whether the login lives, and ends the epoch if it does not. */
    void probe(Duration deadline) {
        if (workers.hangsLongerThan(deadline)) {
            workers.lose(new HsmUnavailableException("a call to the HSM has not returned within " + deadline.toMillis() + " ms"));
            return;
        }
        Supplier<HsmUnavailableException> loggedOut = () -> new HsmUnavailableException("the token has ended the login");
        try {
            if (!workers.call(_ -> cryptoki.userLoggedIn(anchorSession), deadline)) {
                workers.lose(loggedOut.get());
            }
        } catch (HsmException e) {
            // A failure has ended the epoch already where it means a loss; a full queue is no loss.
            return;
        }
    }

    /** @return whether no thread is left in the library */
    boolean dispose() throws InterruptedException {
        workers.lose(new HsmUnavailableException("the connection is closed"));
        boolean ended = workers.awaitEnd(LAST_CALLS);
        provider.destroy();
        closeQuietly(cryptoki, anchorSession);
        return ended;
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
