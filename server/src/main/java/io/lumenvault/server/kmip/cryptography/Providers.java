package io.lumenvault.server.kmip.cryptography;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Where algorithms come from: the JDK, and this one for those that it lacks. */
final class Providers {

    /** Bouncy Castle; it is not registered, so that nothing uses it unasked. */
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private Providers() {}
}
