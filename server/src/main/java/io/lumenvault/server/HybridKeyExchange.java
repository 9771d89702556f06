package io.lumenvault.server;

import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Hybrid post-quantum key exchange of TLS 1.3: X25519 with ML-KEM-768 (draft-ietf-tls-ecdhe-mlkem), on all listeners of the node, as
 * far as the TLS of the Java that runs it has it.
 */
final class HybridKeyExchange {

    private static final String GROUP = "X25519MLKEM768";
    private static final String SETTING = "lumenvault.tls.hybrid-key-exchange";
    /** Read by the TLS of Java when it is first used. */
    private static final String GROUPS_PROPERTY = "jdk.tls.namedGroups";

    private HybridKeyExchange() {}

    /**
     * Puts a setting in force; to be called before anything speaks TLS.
     *
     * @param setting {@code off}, {@code preferred} or {@code required}
     * @throws StartupException where it is none of these, or the TLS of this Java has no such key exchange
     */
    static void apply(String setting) {
        if (!setting.equals("off")) {
            System.setProperty(GROUPS_PROPERTY, String.join(",", groups(setting, supported())));
        }
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
        if (!supported.contains(GROUP)) {
            throw new StartupException(SETTING + "=" + setting + ": the TLS of Java " + System.getProperty("java.version") + " has no "
                    + GROUP + "; only off is possible with it");
        }
        List<String> groups = new ArrayList<>(List.of(GROUP));
        if (setting.equals("preferred")) {
            supported.stream().filter(group -> !group.equals(GROUP)).forEach(groups::add);
        }
        return groups;
    }
}
