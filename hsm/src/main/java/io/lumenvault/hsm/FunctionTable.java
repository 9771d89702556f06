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

/**
 * The functions of a PKCS#11 library, called through the table that C_GetFunctionList returns (PKCS#11 v3.0 clause 5.2),
 * in its order. CK_ULONG is 8 bytes: 64-bit Unix only.
 *
 * <p>The table is asked for once: the client library of p11-kit answers each question with a table of its own, which has
 * its own connection to the token and its own login.
 */
final class FunctionTable {

    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final long FIRST_FUNCTION_OFFSET = 8;
    private static final long FUNCTIONS = 68;
    private static final Linker LINKER = Linker.nativeLinker();

    private final MemorySegment table;

    private FunctionTable(MemorySegment table) {
        this.table = table;
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
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment list = arena.allocate(ADDRESS);
            invoke("C_GetFunctionList", LINKER.downcallHandle(entry, FunctionDescriptor.of(JAVA_LONG, ADDRESS)), list);
            return new FunctionTable(list.get(ADDRESS, 0).reinterpret(FIRST_FUNCTION_OFFSET + FUNCTIONS * ADDRESS.byteSize()));
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
        invoke(function, LINKER.downcallHandle(function(index), FunctionDescriptor.of(JAVA_LONG, layouts)), arguments);
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
