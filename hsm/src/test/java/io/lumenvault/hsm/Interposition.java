package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Stands before one function of SoftHSM2 in this process, in the table that all callers here use, so that a test says what it answers:
 * what a hung or locked token would. Only one at a time before the same function.
 */
final class Interposition implements AutoCloseable {

    private static final long FIRST_FUNCTION_OFFSET = 8;
    private static final long FUNCTIONS = 68;
    private static final long GENERAL_ERROR = 0x5;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemorySegment TABLE = table();

    /** What the function answers. */
    interface Answer {
        /** @param original calls the library with the same arguments */
        long to(Object[] arguments, Original original) throws Throwable;
    }

    /** The function of the library. */
    interface Original {
        long call() throws Throwable;
    }

    private final long place;
    private final MemorySegment before;
    private final MethodHandle original;
    private final Answer answer;

    /**
     * @param index the function's place in CK_FUNCTION_LIST
     * @param arguments its arguments, of which there are none that are shorter than eight bytes
     */
    Interposition(int index, Answer answer, MemoryLayout... arguments) {
        FunctionDescriptor descriptor = FunctionDescriptor.of(JAVA_LONG, arguments);
        this.place = FIRST_FUNCTION_OFFSET + index * ADDRESS.byteSize();
        this.before = TABLE.get(ADDRESS, place);
        this.original = LINKER.downcallHandle(before, descriptor);
        this.answer = answer;
        try {
            MethodHandle target = MethodHandles.lookup()
                    .findVirtual(Interposition.class, "answered", MethodType.methodType(long.class, Object[].class)).bindTo(this)
                    .asCollector(Object[].class, arguments.length).asType(descriptor.toMethodType());
            // For good: a thread may still be in it when the test has ended.
            TABLE.set(ADDRESS, place, LINKER.upcallStub(target, descriptor, Arena.global()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MemorySegment table() {
        MemorySegment entry = SymbolLookup.libraryLookup(TestToken.LIBRARY, Arena.global()).find("C_GetFunctionList").orElseThrow();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment list = arena.allocate(ADDRESS);
            LINKER.downcallHandle(entry, FunctionDescriptor.of(JAVA_LONG, ADDRESS)).invokeWithArguments(list);
            return list.get(ADDRESS, 0).reinterpret(FIRST_FUNCTION_OFFSET + FUNCTIONS * ADDRESS.byteSize());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing may be thrown into the library's caller. */
    private long answered(Object[] arguments) {
        try {
            return answer.to(arguments, () -> (long) original.invokeWithArguments(arguments));
        } catch (Throwable e) {
            return GENERAL_ERROR;
        }
    }

    @Override
    public void close() {
        TABLE.set(ADDRESS, place, before);
    }
}
