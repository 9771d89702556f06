package io.lumenvault.hsm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What can be done in a token, found by rule from the mechanisms that it offers. AES-GCM of the token comes first; where the
 * way to the token lets no CKM_AES_GCM through (the remoting of p11-kit 0.24 does not), AES-GCM is composed from its block
 * cipher, see {@link ComposedGcm}.
 */
record Capabilities(String label, Set<Mechanism> offered) {

    private static final List<Mechanism> ALWAYS = List.of(Mechanism.CKM_AES_KEY_GEN, Mechanism.CKM_EC_KEY_PAIR_GEN, Mechanism.CKM_ECDSA);

    Capabilities {
        offered = Set.copyOf(offered);
        List<String> missing = new ArrayList<>();
        for (Mechanism needed : ALWAYS) {
            if (!offered.contains(needed)) {
                missing.add(needed.name());
            }
        }
        if (!offered.contains(Mechanism.CKM_AES_GCM) && !offered.contains(Mechanism.CKM_AES_ECB)) {
            missing.add(Mechanism.CKM_AES_GCM + " or " + Mechanism.CKM_AES_ECB);
        }
        if (!missing.isEmpty()) {
            throw new HsmException("token \"" + label + "\" lacks the mechanism " + missing);
        }
    }

    /** @throws HsmException naming the mechanisms that are missing */
    static Capabilities probe(Cryptoki cryptoki, TokenInfo token) {
        return of(token.label(), cryptoki.mechanisms(token.slot()));
    }

    static Capabilities of(String label, long[] codes) {
        Set<Mechanism> offered = EnumSet.noneOf(Mechanism.class);
        for (Mechanism mechanism : Mechanism.values()) {
            if (Arrays.stream(codes).anyMatch(code -> code == mechanism.code())) {
                offered.add(mechanism);
            }
        }
        return new Capabilities(label, offered);
    }

    /** Whether the token itself seals; otherwise AES-GCM is composed from its block cipher. */
    boolean sealsByItself() {
        return offered.contains(Mechanism.CKM_AES_GCM);
    }

    /** Whether a master key can be brought into the token, wrapped for it by another one. */
    boolean takesMasterKeys() {
        return offered.contains(Mechanism.CKM_RSA_PKCS_OAEP) && offered.contains(Mechanism.CKM_RSA_PKCS_KEY_PAIR_GEN);
    }

    /** The mechanism that is AES-KWP (RFC 5649) in the token. What CKM_AES_KEY_WRAP_PAD means is only tried by the self-test. */
    Optional<Mechanism> kwp() {
        return Stream.of(Mechanism.CKM_AES_KEY_WRAP_KWP, Mechanism.CKM_AES_KEY_WRAP_PAD).filter(offered::contains).findFirst();
    }

    /** Whether a private key can be brought into the token, or out of it, wrapped by AES-KWP (RFC 5649). */
    boolean wrapsPrivateKeys() {
        return takesMasterKeys() && offered.contains(Mechanism.CKM_AES_KEY_WRAP_PAD);
    }

    /** One line for an operator: how sealing is done, and the mechanisms of ours that the token offers. */
    String report() {
        String sealing = sealsByItself() ? "AES-256-GCM by CKM_AES_GCM" : "AES-256-GCM composed from CKM_AES_ECB (hash subkey and tag in this process)";
        return sealing + "; offers " + offered.stream().sorted().map(Mechanism::name).toList();
    }
}
