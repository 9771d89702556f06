package io.lumenvault.hsm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Internal keys that several tokens hold: made in one of them, wrapped there under the wrapping key of a generation that all hold, and
 * unwrapped by each to an object that cannot be extracted. The wrapped form is in the memory of this process for that moment only.
 */
final class SeveralInternalKeys implements InternalKeys {

    private static final System.Logger LOG = System.getLogger(SeveralInternalKeys.class.getName());
    private static final Predicate<Pkcs11RootOfTrust> ANY = _ -> true;
    private static final String AWAY = "no token that is there holds the key of this object";

    private final SeveralTokens tokens;

    SeveralInternalKeys(SeveralTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void create(UUID id, int bits, Set<KeyUse> uses) {
        tokens.requireAll("a key of storage class internal is made in all tokens or in none");
        int generation = commonGeneration();
        KeySource.Wrapped fresh = new KeySource.Wrapped(generation, tokens.wrappedKeys().create(generation, bits));
        List<Pkcs11RootOfTrust> begun = new ArrayList<>();
        try {
            for (Pkcs11RootOfTrust member : tokens.members()) {
                begun.add(member);
                if (!member.internalKeys().take(id, fresh, uses)) {
                    // That is another key, which stays.
                    begun.removeLast();
                    throw TokenInternalKeys.exists(id);
                }
            }
        } catch (HsmException e) {
            begun.forEach(member -> takeBack(member, id));
            throw e;
        }
    }

    private int commonGeneration() {
        return tokens.masterKeys().stream().map(MasterKey::generation)
                .filter(generation -> tokens.members().stream().allMatch(member -> member.holds(generation)))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new HsmException("the tokens hold no master key in common, which would bring a key from one to the"
                        + " others; rotate the master key first"));
    }

    private static void takeBack(Pkcs11RootOfTrust member, UUID id) {
        try {
            member.internalKeys().destroy(id);
        } catch (HsmException e) {
            LOG.log(System.Logger.Level.WARNING, "token \"" + member.label() + "\" may hold the key of object " + id
                    + ", which was not made in all tokens: " + e.getMessage());
        }
    }

    @Override
    public void destroy(UUID id) {
        tokens.requireAll("a key of storage class internal is destroyed in all tokens");
        tokens.members().forEach(member -> member.internalKeys().destroy(id));
    }

    @Override
    public byte[] encrypt(UUID id, AesCipher cipher, byte[] plaintext) {
        return tokens.call(ANY, AWAY, member -> member.internalKeys().encrypt(id, cipher, plaintext));
    }

    @Override
    public byte[] decrypt(UUID id, AesCipher cipher, byte[] ciphertext) {
        return tokens.call(ANY, AWAY, member -> member.internalKeys().decrypt(id, cipher, ciphertext));
    }
}
