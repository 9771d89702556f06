package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
    public void create(UUID id, int bits) {
        if (bits != 128 && bits != 192 && bits != 256) {
            throw new IllegalArgumentException("an AES key of " + bits + " bits was asked for; there are 128, 192 and 256");
        }
        Epoch epoch = connection.epoch();
        epoch.workers().call(_ -> {
            synchronized (epoch.cryptoki().objectCreation()) {
                try (TokenObjects objects = new TokenObjects(epoch.cryptoki(), epoch.token().slot())) {
                    if (!objects.find(search(id)).isEmpty()) {
                        throw new HsmException("the token holds a key of object " + id + " already");
                    }
                    objects.generateKey(Mechanism.CKM_AES_KEY_GEN, template(id, bits));
                }
            }
            return null;
        }, deadline);
    }

    @Override
    public void destroy(UUID id) {
        Epoch epoch = connection.epoch();
        epoch.workers().call(_ -> {
            synchronized (epoch.cryptoki().objectCreation()) {
                try (TokenObjects objects = new TokenObjects(epoch.cryptoki(), epoch.token().slot())) {
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
        if (ciphertext.length < cipher.tagBytes()) {
            throw new SealBrokenException("the ciphertext is " + ciphertext.length + " bytes long; its tag alone is " + cipher.tagBytes());
        }
        return run(NativeSession.Operation.DECRYPT, id, cipher, ciphertext);
    }

    private byte[] run(NativeSession.Operation operation, UUID id, AesCipher cipher, byte[] input) {
        requireWholeBlocks(operation, cipher, input);
        Epoch epoch = connection.epoch();
        return epoch.workers().call(ciphers -> {
            long key = handle(epoch, id);
            byte[] room = new byte[cipher.room(input.length)];
            try (Arena arena = Arena.ofConfined()) {
                int length = ciphers.session().run(operation, mechanism(arena, cipher), key, input, 0, input.length, room, 0);
                return Arrays.copyOf(room, length);
            } catch (CryptokiException e) {
                if (ReturnValue.isInvalidHandle(e.code())) {
                    requireStillThere(epoch, id);
                }
                if (!ReturnValue.mayMeanBrokenSeal(ReturnValue.name(e.code()))) {
                    throw e;
                }
                requireWorking(ciphers.session(), key);
                throw new SealBrokenException("the token refuses the data: they fail their authentication or padding", e);
            } finally {
                Arrays.fill(room, (byte) 0);
            }
        }, deadline);
    }

    /** A key that was destroyed between its look-up and its use is no loss of the token: this says that it is gone. */
    private void requireStillThere(Epoch epoch, UUID id) {
        handles(epoch).remove(id);
        handle(epoch, id);
    }

    /** Some tokens name no better reason for wrong data than for a dead session, and that must not pass for tampering. */
    private static void requireWorking(NativeSession session, long key) {
        byte[] block = new byte[AesCipher.BLOCK_BYTES];
        try (Arena arena = Arena.ofConfined()) {
            session.run(NativeSession.Operation.ENCRYPT, Mechanism.CKM_AES_ECB.write(arena), key, block, 0, block.length, block, 0);
        } catch (CryptokiException e) {
            if (ReturnValue.isLoss(ReturnValue.name(e.code()))) {
                throw e;
            }
        } finally {
            Arrays.fill(block, (byte) 0);
        }
    }

    private static void requireWholeBlocks(NativeSession.Operation operation, AesCipher cipher, byte[] input) {
        boolean whole = cipher.mode() == AesCipher.Mode.ECB || cipher.mode() == AesCipher.Mode.CBC
                || cipher.mode() == AesCipher.Mode.CBC_PAD && operation == NativeSession.Operation.DECRYPT;
        if (whole && (input.length == 0 || input.length % AesCipher.BLOCK_BYTES != 0)) {
            throw new SealBrokenException("the data are " + input.length + " bytes long; " + cipher.mode() + " takes whole blocks of "
                    + AesCipher.BLOCK_BYTES);
        }
    }

    private long handle(Epoch epoch, UUID id) {
        return handles(epoch).computeIfAbsent(id, _ -> {
            try (TokenObjects objects = new TokenObjects(epoch.cryptoki(), epoch.token().slot())) {
                List<Long> found = objects.find(search(id));
                if (found.size() != 1) {
                    throw new HsmException("the token holds " + found.size() + " keys of object " + id);
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

    /** CK_MECHANISM with CK_GCM_PARAMS or the initialisation vector (PKCS#11 v3.0, Current Mechanisms, clauses 2.10 to 2.13). */
    private static MemorySegment mechanism(Arena arena, AesCipher cipher) {
        MemorySegment structure = arena.allocate(3 * JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
        structure.set(JAVA_LONG, 0, switch (cipher.mode()) {
            case ECB -> Mechanism.CKM_AES_ECB.code();
            case CBC -> Mechanism.CKM_AES_CBC.code();
            case CBC_PAD -> Mechanism.CKM_AES_CBC_PAD.code();
            case GCM -> Mechanism.CKM_AES_GCM.code();
        });
        MemorySegment parameter = switch (cipher.mode()) {
            case ECB -> MemorySegment.NULL;
            case CBC, CBC_PAD -> arena.allocateFrom(JAVA_BYTE, cipher.iv());
            case GCM -> gcmParameters(arena, cipher);
        };
        structure.set(ADDRESS, 8, parameter);
        structure.set(JAVA_LONG, 16, parameter.byteSize());
        return structure;
    }

    private static MemorySegment gcmParameters(Arena arena, AesCipher cipher) {
        MemorySegment parameters = arena.allocate(6 * JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
        parameters.set(ADDRESS, 0, arena.allocateFrom(JAVA_BYTE, cipher.iv()));
        parameters.set(JAVA_LONG, 8, cipher.iv().length);
        parameters.set(JAVA_LONG, 16, (long) Byte.SIZE * cipher.iv().length);
        if (cipher.additional().length > 0) {
            parameters.set(ADDRESS, 24, arena.allocateFrom(JAVA_BYTE, cipher.additional()));
            parameters.set(JAVA_LONG, 32, cipher.additional().length);
        }
        parameters.set(JAVA_LONG, 40, (long) Byte.SIZE * cipher.tagBytes());
        return parameters;
    }

    private static AttributeTemplate search(UUID id) {
        return new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_SECRET_KEY)
                .with(AttributeTemplate.CKA_TOKEN, true)
                .with(AttributeTemplate.CKA_ID, bytes(id))
                .with(AttributeTemplate.CKA_LABEL, "lumenvault.object." + id);
    }

    private static AttributeTemplate template(UUID id, int bits) {
        return search(id)
                .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_AES)
                .with(AttributeTemplate.CKA_VALUE_LEN, (long) bits / Byte.SIZE)
                .with(AttributeTemplate.CKA_PRIVATE, true)
                .with(AttributeTemplate.CKA_SENSITIVE, true)
                .with(AttributeTemplate.CKA_EXTRACTABLE, false)
                .with(AttributeTemplate.CKA_MODIFIABLE, false)
                .with(AttributeTemplate.CKA_ENCRYPT, true)
                .with(AttributeTemplate.CKA_DECRYPT, true)
                .with(AttributeTemplate.CKA_WRAP, false)
                .with(AttributeTemplate.CKA_UNWRAP, false)
                .with(AttributeTemplate.CKA_SIGN, false)
                .with(AttributeTemplate.CKA_VERIFY, false)
                .with(AttributeTemplate.CKA_DERIVE, false);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
    }
}
