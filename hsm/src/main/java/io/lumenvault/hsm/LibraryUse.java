package io.lumenvault.hsm;

import java.util.ArrayList;
import java.util.List;

/**
 * How one connection uses its PKCS#11 library: from its first attempt on, while it has an epoch, and while a thread of an epoch that it
 * has left hangs in the library: to restart that under it would crash the process. One thread.
 */
final class LibraryUse {

    private final HsmConfig config;
    private final TokenLogin login;
    private final List<Epoch> lingering = new ArrayList<>();
    private Cryptoki cryptoki;

    LibraryUse(HsmConfig config) {
        this.config = config;
        this.login = new TokenLogin(config);
    }

    /**
     * Uses the library while it connects, and goes on to until that epoch is left.
     *
     * @throws HsmException saying what stands in the way, in one line
     */
    Epoch connect(long number) {
        begin();
        try {
            return Epoch.connect(cryptoki, config, login, number);
        } catch (HsmException e) {
            cryptoki.release();
            throw e;
        }
    }

    private void begin() {
        if (cryptoki != null) {
            cryptoki.life().use();
            return;
        }
        try {
            cryptoki = Cryptoki.acquire(config.library(), config.parameters());
        } catch (CryptokiException e) {
            throw Failures.translate(e);
        }
    }

    /** Ends an epoch; threads that hang in the library are left to themselves. */
    void leave(Epoch epoch) {
        lingering.add(epoch);
        // Whoever closes this has waited for nothing yet: the last calls get their second.
        boolean interrupted = Thread.interrupted();
        try {
            epoch.dispose();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        releaseLeft();
    }

    /** Ends the use by epochs that were left, where the last of their threads has come out of the library. */
    void releaseLeft() {
        List<Epoch> left = lingering.stream().filter(Epoch::closeWhenEnded).toList();
        lingering.removeAll(left);
        left.forEach(_ -> cryptoki.release());
    }

    /** Whether others want to begin the library anew: an epoch is to be left for that. */
    boolean toBeLeft() {
        return cryptoki.life().toBeLeft();
    }

    /** Has the library begun anew although others use it, as soon as they have left it. */
    void askToLeave() {
        // What still hangs here would never let it be.
        if (cryptoki != null && lingering.isEmpty()) {
            cryptoki.life().askToLeave();
        }
    }

    /** Begins the library anew, where nobody uses it. */
    void restart() {
        releaseLeft();
        if (cryptoki != null) {
            cryptoki.life().restart();
        }
    }
}
