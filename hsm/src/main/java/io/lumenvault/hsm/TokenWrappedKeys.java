package io.lumenvault.hsm;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** Wrapped keys of users, worked with in one token. What is unwrapped is a session object, which dies with the session of the one call. */
final class TokenWrappedKeys implements WrappedKeys {

    /** What KW and KWP add to a key of whole units. */
    private static final int WRAPPING_BYTES = 8;

    private final Connection connection;
    private final Duration deadline;
    private final TokenInternalKeys internal;
    private final Clock clock;

    /** @param clock dates wrapping keys that are made here; null where a ceremony makes them, for several tokens */
    TokenWrappedKeys(Connection connection, Duration deadline, TokenInternalKeys internal, Clock clock) {
        this.connection = connection;
        this.deadline = deadline;
        this.internal = internal;
        this.clock = clock;
    }

    /** What is done in a worker of an epoch, with a session for its objects. */
    private interface Call {
        byte[] run(KeyWrapping wrapping, TokenObjects objects, NativeSession session);
    }

    private byte[] call(Epoch epoch, Call call) {
        return epoch.workers().call(ciphers -> {
            try (TokenObjects objects = epoch.objects()) {
                return call.run(new KeyWrapping(epoch), objects, ciphers.session());
            }
        }, deadline);
    }

    private void ensureWrappingKey(Epoch epoch, KeyWrapping wrapping, int generation) {
        wrapping.mechanism(KeyWrap.AES_KWP);
        epoch.masterKeys().handle(generation);
        if (clock != null) {
            epoch.wrappingKeys().ensure(generation, clock.instant());
        }
    }

    @Override
    public byte[] create(int generation, int bits) {
        AesCipher.requireKeyBits(bits);
        Epoch epoch = connection.epoch();
        return call(epoch, (wrapping, objects, _) -> {
            ensureWrappingKey(epoch, wrapping, generation);
            return wrapping.wrap(objects, generation, generate(epoch, objects, bits));
        });
    }

    private static long generate(Epoch epoch, TokenObjects objects, int bits) {
        synchronized (epoch.cryptoki().objectCreation()) {
            return objects.generateKey(Mechanism.CKM_AES_KEY_GEN, UserKeyTemplate.leaving(AttributeTemplate.CKK_AES)
                    .with(AttributeTemplate.CKA_VALUE_LEN, (long) bits / Byte.SIZE));
        }
    }

    @Override
    public byte[] rewrap(KeySource.Wrapped key, int generation) {
        Epoch epoch = connection.epoch();
        return call(epoch, (wrapping, objects, _) -> {
            ensureWrappingKey(epoch, wrapping, generation);
            return wrapping.wrap(objects, generation, wrapping.unwrap(objects, key, UserKeyTemplate.leaving(AttributeTemplate.CKK_AES)));
        });
    }

    @Override
    public byte[] export(KeySource key, KeySource wrappingKey, KeyWrap method) {
        Epoch epoch = connection.epoch();
        return call(epoch, (wrapping, objects, _) -> {
            Mechanism mechanism = wrapping.mechanism(method);
            long leaving = switch (key) {
                case KeySource.Wrapped wrapped -> wrapping.unwrap(objects, wrapped, UserKeyTemplate.leaving(AttributeTemplate.CKK_AES));
                case KeySource.Clear clear ->
                        create(epoch, objects, UserKeyTemplate.leaving(AttributeTemplate.CKK_GENERIC_SECRET), wrappable(clear));
                case KeySource.Internal inside ->
                        throw new IllegalArgumentException("the key of object " + inside.id() + " never leaves the token");
            };
            return with(epoch, wrapping, objects, wrappingKey, KeyUse.WRAP, under -> objects.wrap(mechanism, under, leaving));
        });
    }

    @Override
    public byte[] take(byte[] foreign, KeySource unwrappingKey, KeyWrap method, int generation, int bits) {
        AesCipher.requireKeyBits(bits);
        Epoch epoch = connection.epoch();
        if (foreign.length != bits / Byte.SIZE + WRAPPING_BYTES) {
            throw new SealBrokenException("the wrapped key is " + foreign.length + " bytes long; one of " + bits + " bits is "
                    + (bits / Byte.SIZE + WRAPPING_BYTES));
        }
        return call(epoch, (wrapping, objects, session) -> {
            ensureWrappingKey(epoch, wrapping, generation);
            return with(epoch, wrapping, objects, unwrappingKey, KeyUse.UNWRAP, under -> {
                requireCipherKey(wrapping, objects, session,
                        wrapping.unwrap(objects, method, under, foreign, UserKeyTemplate.passing(Set.of(KeyUse.ENCRYPT))));
                return wrapping.wrap(objects, generation,
                        wrapping.unwrap(objects, method, under, foreign, UserKeyTemplate.leaving(AttributeTemplate.CKK_AES)));
            });
        });
    }

    /** KWP may hold up to 7 bytes less than it seems to: no AES key then, and some tokens say so only when it is used. */
    private static void requireCipherKey(KeyWrapping wrapping, TokenObjects objects, NativeSession session, long key) {
        try {
            CheckValue.of(session, key);
        } catch (CryptokiException e) {
            throw wrapping.refused(objects, e);
        }
    }

    @Override
    public byte[] encrypt(KeySource.Wrapped key, AesCipher cipher, byte[] plaintext) {
        return run(NativeSession.Operation.ENCRYPT, key, cipher, plaintext);
    }

    @Override
    public byte[] decrypt(KeySource.Wrapped key, AesCipher cipher, byte[] ciphertext) {
        return run(NativeSession.Operation.DECRYPT, key, cipher, ciphertext);
    }

    private byte[] run(NativeSession.Operation operation, KeySource.Wrapped key, AesCipher cipher, byte[] input) {
        MessageCipher.requireFits(operation, cipher, input);
        return call(connection.epoch(), (wrapping, objects, session) -> MessageCipher.run(session, operation,
                wrapping.unwrap(objects, key, UserKeyTemplate.passing(Set.of(KeyUse.ENCRYPT, KeyUse.DECRYPT))), cipher, input));
    }

    /** Runs with the handle of a key of a user that is there for one use. */
    private byte[] with(Epoch epoch, KeyWrapping wrapping, TokenObjects objects, KeySource source, KeyUse use,
            TokenInternalKeys.Using using) {
        return switch (source) {
            case KeySource.Wrapped wrapped -> using.with(wrapping.unwrap(objects, wrapped, UserKeyTemplate.passing(Set.of(use))));
            case KeySource.Clear clear -> using.with(create(epoch, objects, UserKeyTemplate.passing(Set.of(use)), clear));
            case KeySource.Internal inside -> internal.use(epoch, inside.id(), using);
        };
    }

    private static KeySource.Clear wrappable(KeySource.Clear key) {
        if (!KeyWrap.takes(key.value().length)) {
            throw new IllegalArgumentException("a key of " + key.value().length + " bytes is to be wrapped; it must have 16 or more, in whole"
                    + " units of 8");
        }
        return key;
    }

    private static long create(Epoch epoch, TokenObjects objects, AttributeTemplate template, KeySource.Clear clear) {
        synchronized (epoch.cryptoki().objectCreation()) {
            return objects.create(template, clear.value());
        }
    }
}
