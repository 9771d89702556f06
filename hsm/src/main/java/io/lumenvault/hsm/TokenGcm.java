package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** AES-GCM by the mechanism CKM_AES_GCM (PKCS#11 v3.0, Current Mechanisms, clause 2.13): all of it happens in the token. */
final class TokenGcm implements Gcm {

    private static final long GCM_PARAMETER_BYTES = 48;
    private static final int KEPT_BYTES = 8192;

    private final NativeSession session;
    private final MemorySegment iv;
    private final MemorySegment mechanism;
    private byte[] opened = new byte[KEPT_BYTES];

    TokenGcm(NativeSession session) {
        this.session = session;
        Arena arena = session.arena();
        iv = arena.allocate(IV_BYTES);
        MemorySegment parameters = arena.allocate(GCM_PARAMETER_BYTES, JAVA_LONG.byteSize());
        parameters.set(ADDRESS, 0, iv);
        parameters.set(JAVA_LONG, 8, IV_BYTES);
        parameters.set(JAVA_LONG, 16, Byte.SIZE * IV_BYTES);
        parameters.set(JAVA_LONG, 40, Byte.SIZE * TAG_BYTES);
        mechanism = arena.allocate(3 * JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
        mechanism.set(JAVA_LONG, 0, Mechanism.CKM_AES_GCM.code());
        mechanism.set(ADDRESS, 8, parameters);
        mechanism.set(JAVA_LONG, 16, GCM_PARAMETER_BYTES);
    }

    @Override
    public void encrypt(long key, byte[] sealed, byte[] plaintext) {
        MemorySegment.copy(sealed, 0, iv, JAVA_BYTE, 0, IV_BYTES);
        int length = session.run(NativeSession.Operation.ENCRYPT, mechanism, key, plaintext, 0, plaintext.length, sealed, IV_BYTES);
        if (length != sealed.length - IV_BYTES) {
            throw new HsmException("the HSM sealed " + plaintext.length + " bytes into " + length);
        }
    }

    @Override
    public byte[] decrypt(long key, byte[] sealed) {
        MemorySegment.copy(sealed, 0, iv, JAVA_BYTE, 0, IV_BYTES);
        int length = sealed.length - IV_BYTES;
        byte[] room = length <= KEPT_BYTES ? opened : new byte[length];
        try {
            int size = session.run(NativeSession.Operation.DECRYPT, mechanism, key, sealed, IV_BYTES, length, room, 0);
            if (size != length - TAG_BYTES) {
                throw new HsmException("the HSM opened " + sealed.length + " bytes into " + size);
            }
            return Arrays.copyOf(room, size);
        } catch (CryptokiException e) {
            if (!ReturnValue.mayMeanBrokenSeal(ReturnValue.name(e.code()))) {
                throw e;
            }
            throw new SealBrokenException("the sealed bytes fail their authentication", e);
        } finally {
            Arrays.fill(room, 0, length, (byte) 0);
        }
    }
}
