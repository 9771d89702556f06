package io.lumenvault.hsm;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The keys of users in one token. Each has the label {@code lumenvault.object.<identifier>}, and the identifier as CKA_ID. */
final class TokenInternalKeys implements InternalKeys {

    private final Connection connection;
    private final Duration deadline;
    private volatile Handles handles = new Handles(null, new ConcurrentHashMap<>());

    /** Handles mean something in one epoch only. */
    private record Handles(Epoch epoch, ConcurrentMap<UUID, Long> byIdentifier) {
    }

    TokenInternalKeys(Connection connection, Duration deadline) {
        this.connection = connection;
        this.deadline = deadline;
    }

    @Override
    public void create(UUID id, int bits, Set<KeyUse> uses) {
        AesCipher.requireKeyBits(bits);
        boolean made = make(connection.epoch(), id, objects -> objects.generateKey(Mechanism.CKM_AES_KEY_GEN,
                template(id, uses).with(AttributeTemplate.CKA_VALUE_LEN, (long) bits / Byte.SIZE)));
        if (!made) {
            throw exists(id);
        }
    }

    static HsmException exists(UUID id) {
        return new HsmException("the token holds a key of object " + id + " already");
    }

    /**
     * Takes a key that another token made, wrapped under the wrapping key of a generation that both hold.
     *
     * @return false where the token holds a key of this object already, which stays
     */
    boolean take(UUID id, KeySource.Wrapped key, Set<KeyUse> uses) {
        Epoch epoch = connection.epoch();
        return make(epoch, id, objects -> new KeyWrapping(epoch).unwrap(objects, key, template(id, uses)));
    }

    private interface Making {
        void run(TokenObjects objects);
    }

    private boolean make(Epoch epoch, UUID id, Making making) {
        return epoch.workers().call(_ -> {
            synchronized (epoch.cryptoki().objectCreation()) {
                try (TokenObjects objects = epoch.objects()) {
                    if (!objects.find(search(id)).isEmpty()) {
                        return false;
                    }
                    making.run(objects);
                    return true;
                }
            }
        }, deadline);
    }

    @Override
    public void destroy(UUID id) {
        Epoch epoch = connection.epoch();
        epoch.workers().call(_ -> {
            synchronized (epoch.cryptoki().objectCreation()) {
                try (TokenObjects objects = epoch.objects()) {
                    objects.find(search(id)).forEach(objects::destroy);
                }
            }
            return null;
        }, deadline);
        handles(epoch).remove(id);
    }

    @Override
    public byte[] encrypt(UUID id, AesCipher cipher, byte[] plaintext) {
        return run(NativeSession.Operation.ENCRYPT, id, cipher, plaintext);
    }

    @Override
    public byte[] decrypt(UUID id, AesCipher cipher, byte[] ciphertext) {
        return run(NativeSession.Operation.DECRYPT, id, cipher, ciphertext);
    }

    private byte[] run(NativeSession.Operation operation, UUID id, AesCipher cipher, byte[] input) {
        MessageCipher.requireFits(operation, cipher, input);
        Epoch epoch = connection.epoch();
        return epoch.workers().call(ciphers -> use(epoch, id,
                key -> MessageCipher.run(ciphers.session(), operation, key, cipher, input)), deadline);
    }

    /** What is done with the handle of a key. */
    interface Using {
        byte[] with(long key);
    }

    /** Uses a key in a worker of its epoch. One that was destroyed between its look-up and its use is no loss of the token. */
    byte[] use(Epoch epoch, UUID id, Using using) {
        long key = handle(epoch, id);
        try {
            return using.with(key);
        } catch (CryptokiException e) {
            if (ReturnValue.isInvalidHandle(e.code())) {
                // This says that the key is gone, where it is.
                handles(epoch).remove(id);
                handle(epoch, id);
            }
            throw e;
        }
    }

    private long handle(Epoch epoch, UUID id) {
        return handles(epoch).computeIfAbsent(id, _ -> {
            try (TokenObjects objects = epoch.objects()) {
                List<Long> found = objects.find(search(id));
                if (found.size() != 1) {
                    throw new AbsentKeyException("the token holds " + found.size() + " keys of object " + id);
                }
                return found.getFirst();
            }
        });
    }

    private ConcurrentMap<UUID, Long> handles(Epoch epoch) {
        Handles present = handles;
        if (present.epoch() != epoch) {
            present = new Handles(epoch, new ConcurrentHashMap<>());
            handles = present;
        }
        return present.byIdentifier();
    }

    private static AttributeTemplate search(UUID id) {
        return new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_SECRET_KEY)
                .with(AttributeTemplate.CKA_TOKEN, true)
                .with(AttributeTemplate.CKA_ID, bytes(id))
                .with(AttributeTemplate.CKA_LABEL, "lumenvault.object." + id);
    }

    private static AttributeTemplate template(UUID id, Set<KeyUse> uses) {
        return UserKeyTemplate.staying(search(id), uses);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
    }
}
