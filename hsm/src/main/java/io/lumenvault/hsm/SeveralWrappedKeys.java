package io.lumenvault.hsm;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Wrapped keys of users where several tokens hold the same wrapping keys: a call goes to one that holds those it needs. */
final class SeveralWrappedKeys implements WrappedKeys {

    private final SeveralTokens tokens;

    SeveralWrappedKeys(SeveralTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public byte[] create(int generation, int bits) {
        ensureWrappingKey(generation);
        return call(List.of(generation), member -> member.create(generation, bits));
    }

    @Override
    public byte[] rewrap(KeySource.Wrapped key, int generation) {
        ensureWrappingKey(generation);
        return call(List.of(key.generation(), generation), member -> member.rewrap(key, generation));
    }

    @Override
    public byte[] export(KeySource key, KeySource wrappingKey, KeyWrap method) {
        return call(generations(key, wrappingKey), member -> member.export(key, wrappingKey, method));
    }

    @Override
    public byte[] take(byte[] foreign, KeySource unwrappingKey, KeyWrap method, int generation, int bits) {
        ensureWrappingKey(generation);
        List<Integer> needed = Stream.concat(Stream.of(generation), generations(unwrappingKey).stream()).toList();
        return call(needed, member -> member.take(foreign, unwrappingKey, method, generation, bits));
    }

    @Override
    public byte[] encrypt(KeySource.Wrapped key, AesCipher cipher, byte[] plaintext) {
        return call(generations(key), member -> member.encrypt(key, cipher, plaintext));
    }

    @Override
    public byte[] decrypt(KeySource.Wrapped key, AesCipher cipher, byte[] ciphertext) {
        return call(generations(key), member -> member.decrypt(key, cipher, ciphertext));
    }

    private interface Call {
        byte[] with(WrappedKeys member);
    }

    private static List<Integer> generations(KeySource... sources) {
        return Stream.of(sources).filter(KeySource.Wrapped.class::isInstance).map(KeySource.Wrapped.class::cast)
                .map(KeySource.Wrapped::generation).toList();
    }

    private byte[] call(List<Integer> needed, Call call) {
        Predicate<Pkcs11RootOfTrust> able = member -> needed.stream().allMatch(member::wraps)
                && (!needed.isEmpty() || member.present() != null && member.present().kwp().isPresent());
        if (tokens.members().stream().noneMatch(able)) {
            // Another node may have made a wrapping key since.
            tokens.look();
        }
        return tokens.call(able, "no token that is there holds the wrapping keys of generations " + needed,
                member -> call.with(member.wrappedKeys()));
    }

    /** Only where every token that holds the generation is seen to have no wrapping key is one made, for all of them that do AES-KWP. */
    private synchronized void ensureWrappingKey(int generation) {
        if (tokens.members().stream().anyMatch(member -> member.wraps(generation))) {
            return;
        }
        boolean seen = tokens.look();
        if (tokens.members().stream().anyMatch(member -> member.wraps(generation))) {
            return;
        }
        if (!seen) {
            throw tokens.away("a wrapping key is made in all tokens or in none");
        }
        List<Epoch> holders = tokens.members().stream().filter(member -> member.holds(generation)).map(Pkcs11RootOfTrust::epoch)
                .filter(epoch -> epoch.kwp().isPresent()).toList();
        if (holders.isEmpty()) {
            throw new MechanismMissingException("no token that holds generation " + generation + " offers AES-KWP (RFC 5649), which keys of"
                    + " storage class translate need, and internal ones on a node with several tokens");
        }
        new Ceremony(holders).wrappingKey(generation, tokens.clock().instant());
    }
}
