package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** AES on one message of a client, under a key of the token. */
final class MessageCipher {

    private MessageCipher() {}

    /**
     * Runs the cipher in one part.
     *
     * @throws SealBrokenException where the data do not fit the mode, or fail their authentication or padding
     * @throws CryptokiException where the token refuses otherwise
     */
    static byte[] run(NativeSession session, NativeSession.Operation operation, long key, AesCipher cipher, byte[] input) {
        byte[] room = new byte[cipher.room(input.length)];
        try (Arena arena = Arena.ofConfined()) {
            int length = session.run(operation, mechanism(arena, cipher), key, input, 0, input.length, room, 0);
            return Arrays.copyOf(room, length);
        } catch (CryptokiException e) {
            if (!ReturnValue.mayMeanBrokenSeal(ReturnValue.name(e.code()))) {
                throw e;
            }
            requireWorking(session, key);
            throw new SealBrokenException("the token refuses the data: they fail their authentication or padding", e);
        } finally {
            Arrays.fill(room, (byte) 0);
        }
    }

    /** @throws SealBrokenException where the data are of a length that the mode does not take */
    static void requireFits(NativeSession.Operation operation, AesCipher cipher, byte[] input) {
        if (operation == NativeSession.Operation.DECRYPT && input.length < cipher.tagBytes()) {
            throw new SealBrokenException("the ciphertext is " + input.length + " bytes long; its tag alone is " + cipher.tagBytes());
        }
        boolean whole = cipher.mode() == AesCipher.Mode.ECB || cipher.mode() == AesCipher.Mode.CBC
                || cipher.mode() == AesCipher.Mode.CBC_PAD && operation == NativeSession.Operation.DECRYPT;
        if (whole && (input.length == 0 || input.length % AesCipher.BLOCK_BYTES != 0)) {
            throw new SealBrokenException("the data are " + input.length + " bytes long; " + cipher.mode() + " takes whole blocks of "
                    + AesCipher.BLOCK_BYTES);
        }
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

    static Mechanism mechanism(AesCipher.Mode mode) {
        return switch (mode) {
            case ECB -> Mechanism.CKM_AES_ECB;
            case CBC -> Mechanism.CKM_AES_CBC;
            case CBC_PAD -> Mechanism.CKM_AES_CBC_PAD;
            case GCM -> Mechanism.CKM_AES_GCM;
        };
    }

    /** CK_MECHANISM with CK_GCM_PARAMS or the initialisation vector (PKCS#11 v3.0, Current Mechanisms, clauses 2.10 to 2.13). */
    private static MemorySegment mechanism(Arena arena, AesCipher cipher) {
        MemorySegment structure = arena.allocate(3 * JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
        structure.set(JAVA_LONG, 0, mechanism(cipher.mode()).code());
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
}
