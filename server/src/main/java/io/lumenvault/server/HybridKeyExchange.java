package io.lumenvault.server;

import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/**
 * Hybrid post-quantum key exchange of TLS 1.3: X25519 with ML-KEM-768 (draft-ietf-tls-ecdhe-mlkem), on all listeners of the node and
 * on the connections that it opens. Where the TLS of the Java that runs the node has no such group, that of Bouncy Castle takes its place.
 */
final class HybridKeyExchange {

    private static final String GROUP = "X25519MLKEM768";
    private static final String SETTING = "lumenvault.tls.hybrid-key-exchange";
    /** Read by either TLS when it is first used. */
    private static final String GROUPS_PROPERTY = "jdk.tls.namedGroups";
    private static final List<String> BOUNCY_CASTLE = List.of(GROUP, "x25519", "secp256r1", "secp384r1", "secp521r1");

    private HybridKeyExchange() {}

    /**
     * Puts a setting in force; to be called before anything speaks TLS.
     *
     * @param setting {@code off}, {@code preferred} or {@code required}
     * @param keyAlgorithm of the node's own certificate
     * @throws StartupException where it is none of these, or the TLS at hand cannot do it with such a certificate
     */
    static void apply(String setting, String keyAlgorithm) {
        if (setting.equals("off")) {
            return;
        }
        List<String> own = supported();
        boolean foreign = !own.contains(GROUP);
        List<String> groups = groups(setting, foreign ? BOUNCY_CASTLE : own);
        if (foreign) {
            requireFit(setting, keyAlgorithm);
            Security.insertProviderAt(new BouncyCastleJsseProvider(false,
                    new JcaTlsCryptoProvider().setProvider(new BouncyCastleProvider())), 1);
            // It names keys in ways that the key managers of Java do not know.
            Security.setProperty("ssl.KeyManagerFactory.algorithm", "PKIX");
        }
        System.setProperty(GROUPS_PROPERTY, String.join(",", groups));
    }

    private static List<String> supported() {
        try {
            String[] groups = SSLContext.getDefault().getSupportedSSLParameters().getNamedGroups();
            return groups == null ? List.of() : List.of(groups);
        } catch (NoSuchAlgorithmException none) {
            throw new StartupException("this Java has no TLS: " + none.getMessage());
        }
    }

    /** The groups to offer, best first. @param supported those that the TLS at hand has */
    static List<String> groups(String setting, List<String> supported) {
        if (!setting.equals("preferred") && !setting.equals("required")) {
            throw new StartupException(SETTING + "=" + setting + ": allowed are off, preferred and required");
        }
        List<String> groups = new ArrayList<>(List.of(GROUP));
        if (setting.equals("preferred")) {
            supported.stream().filter(group -> !group.equals(GROUP)).forEach(groups::add);
        }
        return groups;
    }

    /** The TLS of Bouncy Castle takes signatures on such curves alone as it offers for the key exchange too. */
    static void requireFit(String setting, String keyAlgorithm) {
        if (setting.equals("required") && keyAlgorithm.equals("EC")) {
            throw new StartupException(SETTING + "=required: with the TLS of Java " + System.getProperty("java.version") + " the certificates of this node "
                    + "and of its clients must have RSA or Ed25519 keys; lumenvault.tls.certificate has one of EC (preferred works with it)");
        }
    }
}
