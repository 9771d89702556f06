package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * One session for the calls that are made thousands of times a second, with native buffers that are wiped after each. One
 * thread at a time. The call handles take the function's address as an argument, so the JIT compiles them once for all libraries.
 */
final class NativeSession implements AutoCloseable {

    /** A pair of functions of one operation in one part (PKCS#11 v3.0 clauses 5.8, 5.9 and 5.11), by their places in CK_FUNCTION_LIST. */
    enum Operation {
        ENCRYPT("C_Encrypt", 29), DECRYPT("C_Decrypt", 33), SIGN("C_Sign", 42);

        private final String function;
        private final String initFunction;
        private final int init;

        Operation(String function, int init) {
            this.function = function;
            this.initFunction = function + "Init";
            this.init = init;
        }
    }

    private static final MethodHandle INIT = Linker.nativeLinker()
            .downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG));
    private static final MethodHandle RUN = Linker.nativeLinker()
            .downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));
    private static final MethodHandle GENERATE_RANDOM = Linker.nativeLinker()
            .downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG));
    private static final int GENERATE_RANDOM_INDEX = 64;
    private static final int FIRST_BUFFER_BYTES = 8192;

    /** Libraries ask for more room than the answer takes: for a tag, or a block of padding. */
    private static final int SLACK_BYTES = 64;

    private final Cryptoki cryptoki;
    private final FunctionTable functions;
    private final long session;
    private final Arena fixed;
    private final MemorySegment length;
    private Arena buffers;
    private MemorySegment input;
    private MemorySegment output;

    /** Where the token gives no session, no memory is taken either: nobody would give it back. */
    NativeSession(Cryptoki cryptoki, long slot) {
        this.cryptoki = cryptoki;
        this.functions = cryptoki.functions();
        this.session = cryptoki.openSession(slot);
        this.fixed = Arena.ofShared();
        this.length = fixed.allocate(JAVA_LONG);
        this.buffers = Arena.ofShared();
        this.input = buffers.allocate(FIRST_BUFFER_BYTES);
        this.output = buffers.allocate(FIRST_BUFFER_BYTES + SLACK_BYTES);
    }

    /** Lives as long as this session. */
    Arena arena() {
        return fixed;
    }

    /**
     * Runs an operation in one part.
     *
     * @param mechanism CK_MECHANISM in native memory
     * @return the length of the answer in {@code out}, from {@code outOffset}
     * @throws CryptokiException where the token refuses
     */
    int run(Operation operation, MemorySegment mechanism, long key, byte[] in, int inOffset, int inLength, byte[] out, int outOffset) {
        reserve(Math.max(inLength, out.length - outOffset));
        long answered = 0;
        try {
            check(operation.initFunction, init(operation, mechanism, key));
            MemorySegment.copy(in, inOffset, input, JAVA_BYTE, 0, inLength);
            length.set(JAVA_LONG, 0, output.byteSize());
            check(operation.function, run(operation, inLength));
            answered = length.get(JAVA_LONG, 0);
            if (answered > out.length - outOffset) {
                throw new HsmException(operation.function + " answered " + answered + " bytes; expected were at most " + (out.length - outOffset));
            }
            MemorySegment.copy(output, JAVA_BYTE, 0, out, outOffset, (int) answered);
            return (int) answered;
        } catch (HsmException e) {
            throw e;
        } catch (Throwable e) {
            throw new HsmException(operation.function + " could not be called", e);
        } finally {
            input.asSlice(0, inLength).fill((byte) 0);
            output.asSlice(0, Math.clamp(Math.max(answered, inLength + SLACK_BYTES), 0, output.byteSize())).fill((byte) 0);
        }
    }

    private long init(Operation operation, MemorySegment mechanism, long key) throws Throwable {
        functions.enter();
        try {
            return (long) INIT.invokeExact(functions.function(operation.init), session, mechanism, key);
        } finally {
            functions.leave();
        }
    }

    private long run(Operation operation, int inLength) throws Throwable {
        functions.enter();
        try {
            return (long) RUN.invokeExact(functions.function(operation.init + 1), session, input, (long) inLength, output, length);
        } finally {
            functions.leave();
        }
    }

    /** In pieces: NSS softoken gives at most 64 KiB at once. */
    void random(byte[] out) {
        for (int at = 0; at < out.length; at += FIRST_BUFFER_BYTES) {
            random(out, at, Math.min(FIRST_BUFFER_BYTES, out.length - at));
        }
    }

    private void random(byte[] out, int offset, int bytes) {
        functions.enter();
        try {
            check("C_GenerateRandom", (long) GENERATE_RANDOM.invokeExact(functions.function(GENERATE_RANDOM_INDEX), session, output, (long) bytes));
            MemorySegment.copy(output, JAVA_BYTE, 0, out, offset, bytes);
        } catch (HsmException e) {
            throw e;
        } catch (Throwable e) {
            throw new HsmException("C_GenerateRandom could not be called", e);
        } finally {
            functions.leave();
            output.asSlice(0, bytes).fill((byte) 0);
        }
    }

    private static void check(String function, long code) {
        if (code != ReturnValue.OK) {
            throw new CryptokiException(function, code);
        }
    }

    private void reserve(int bytes) {
        if (input.byteSize() >= bytes) {
            return;
        }
        buffers.close();
        buffers = Arena.ofShared();
        input = buffers.allocate(bytes);
        output = buffers.allocate((long) bytes + SLACK_BYTES);
    }

    /** Not while a thread is inside: SoftHSM2 crashes the process when a session ends during a call on it. */
    @Override
    public void close() {
        buffers.close();
        fixed.close();
        try {
            cryptoki.closeSession(session);
        } catch (CryptokiException e) {
            // The session died with the token: closing it is all that was wanted.
            return;
        }
    }
}
