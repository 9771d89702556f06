package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The functions of a PKCS#11 library, called through the table that C_GetFunctionList returns (PKCS#11 v3.0 clause 5.2),
 * in its order. CK_ULONG is 8 bytes: 64-bit Unix only.
 *
 * <p>The table is asked for once and kept: the client library of p11-kit answers each question with a table of its own, which
 * has its own connection to the token and its own login. By that a remoting client is known here, and its functions are called
 * one at a time: in p11-kit 0.24 threads that wait for answers on the same connection wait for ever when it breaks. The server
 * at its other end does one thing at a time as well, so little is lost.
 */
final class FunctionTable {

    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final long FIRST_FUNCTION_OFFSET = 8;
    private static final long FUNCTIONS = 68;
    private static final Linker LINKER = Linker.nativeLinker();

    private final MemorySegment table;

    /** Whose turn it is, in a library that is called one at a time; otherwise null. */
    private final ReentrantLock turn;

    private FunctionTable(MemorySegment table, ReentrantLock turn) {
        this.table = table;
        this.turn = turn;
    }

    /** @throws HsmException where there is no such library, or it is no PKCS#11 library */
    static FunctionTable load(Path library) {
        if (!Files.isRegularFile(library)) {
            throw new HsmException("PKCS#11 library " + library + " does not exist");
        }
        if (!startsAsElf(library)) {
            throw new HsmException("PKCS#11 library " + library + " cannot be loaded: it is no shared object (ELF)");
        }
        MemorySegment entry;
        try {
            entry = SymbolLookup.libraryLookup(library.toAbsolutePath(), Arena.global())
                    .find("C_GetFunctionList")
                    .orElseThrow(() -> new HsmException(library + " is no PKCS#11 library: it has no C_GetFunctionList"));
        } catch (IllegalArgumentException e) {
            throw new HsmException("PKCS#11 library " + library + " cannot be loaded: " + e.getMessage(), e);
        }
        MemorySegment table = functionList(entry);
        boolean remoting = !table.equals(functionList(entry));
        return new FunctionTable(table.reinterpret(FIRST_FUNCTION_OFFSET + FUNCTIONS * ADDRESS.byteSize()), remoting ? new ReentrantLock() : null);
    }

    private static MemorySegment functionList(MemorySegment entry) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment list = arena.allocate(ADDRESS);
            invoke("C_GetFunctionList", LINKER.downcallHandle(entry, FunctionDescriptor.of(JAVA_LONG, ADDRESS)), list);
            return list.get(ADDRESS, 0);
        }
    }

    /** Whether the library is called one at a time. */
    boolean oneAtATime() {
        return turn != null;
    }

    /** Before each call of a function, to be followed by {@link #leave}. Waits for its turn where the library is called one at a time. */
    void enter() {
        if (turn != null) {
            turn.lock();
        }
    }

    void leave() {
        if (turn != null) {
            turn.unlock();
        }
    }

    /** Asked beforehand, because the JVM itself speaks on standard error when it is to load something else. */
    private static boolean startsAsElf(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ELF.length), ELF);
        } catch (IOException e) {
            throw new HsmException("PKCS#11 library " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The address of the function at this place of CK_FUNCTION_LIST. */
    MemorySegment function(int index) {
        return table.get(ADDRESS, FIRST_FUNCTION_OFFSET + index * ADDRESS.byteSize());
    }

    /**
     * Calls the function at this place of CK_FUNCTION_LIST. For calls that are rare: their handles are not kept.
     *
     * @throws CryptokiException where it returns something other than CKR_OK
     */
    void call(String function, int index, Object... arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            layouts[i] = switch (arguments[i]) {
                case MemorySegment _ -> ADDRESS;
                case Byte _ -> JAVA_BYTE;
                case Long _ -> JAVA_LONG;
                default -> throw new IllegalArgumentException(function + " takes no " + arguments[i].getClass());
            };
        }
        MethodHandle handle = LINKER.downcallHandle(function(index), FunctionDescriptor.of(JAVA_LONG, layouts));
        enter();
        try {
            invoke(function, handle, arguments);
        } finally {
            leave();
        }
    }

    private static void invoke(String function, MethodHandle handle, Object... arguments) {
        long code;
        try {
            code = (long) handle.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new HsmException(function + " could not be called", e);
        }
        if (code != ReturnValue.OK) {
            throw new CryptokiException(function, code);
        }
    }
}
