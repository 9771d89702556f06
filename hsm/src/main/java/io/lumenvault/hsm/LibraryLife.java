package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** When a PKCS#11 library is initialised, used, and begun anew (PKCS#11 v3.0 clause 5.4). Any of that may hang: no other library waits then. */
final class LibraryLife {

    static final String BEGUN_ANEW = "the PKCS#11 library is begun anew, for the sake of a token that is absent from it";
    private static final long CKF_OS_LOCKING_OK = 0x2;
    /** As long as users need to notice that they are to leave, and for their last calls. */
    private static final Duration LEAVING = Duration.ofSeconds(4);

    private final Path library;
    private final FunctionTable functions;
    private final AtomicInteger ceremonies = new AtomicInteger();
    private String parameters;
    private int users;
    private volatile long leaveUntil = System.nanoTime();

    LibraryLife(Path library, FunctionTable functions) {
        this.library = library;
        this.functions = functions;
    }

    /** Initialises the library where that has not happened in this process, and uses it. */
    synchronized void begin(String wanted) {
        if (parameters == null) {
            initialize(wanted);
            parameters = wanted;
        }
        if (!parameters.equals(wanted)) {
            throw new HsmException(library + " is initialised by \"" + parameters + "\" in this process; it cannot be by \""
                    + wanted + "\" too");
        }
        users++;
    }

    /**
     * Uses again what this caller released. While anybody uses the library it is not restarted.
     *
     * @throws HsmUnavailableException while it is to be restarted
     */
    synchronized void use() {
        if (toBeLeft()) {
            throw new HsmUnavailableException(BEGUN_ANEW);
        }
        users++;
    }

    /** No thread of the caller is in the library any more. It stays initialised. */
    synchronized void release() {
        users--;
    }

    /** Asks all who use the library to leave it, so that it can be restarted; for some seconds, since a thread that hangs never leaves. */
    synchronized void askToLeave() {
        if (users > 0 && !atCeremony()) {
            leaveUntil = System.nanoTime() + LEAVING.toNanos();
        }
    }

    /** Whether those who use the library are asked to leave it. */
    boolean toBeLeft() {
        return leaveUntil - System.nanoTime() > 0;
    }

    /** As {@link #use}, for the making of RSA keys, which may keep every other call waiting for seconds. */
    void beginCeremony() {
        use();
        ceremonies.incrementAndGet();
    }

    void endCeremony() {
        ceremonies.decrementAndGet();
        release();
    }

    /** Whether a call that does not return may only be waiting for a ceremony. */
    boolean atCeremony() {
        return ceremonies.get() > 0;
    }

    /** NSS softoken takes its parameters in a field before pReserved, which other libraries want to be null; so both stand here. */
    private void initialize(String wanted) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment arguments = arena.allocate(7 * JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
            arguments.set(JAVA_LONG, 4 * JAVA_LONG.byteSize(), CKF_OS_LOCKING_OK);
            if (!wanted.isEmpty()) {
                arguments.set(ADDRESS, 5 * JAVA_LONG.byteSize(), arena.allocateFrom(wanted));
            }
            functions.call("C_Initialize", 0, arguments);
        } catch (CryptokiException e) {
            if (e.code() != ReturnValue.CRYPTOKI_ALREADY_INITIALIZED) {
                throw e;
            }
        }
    }

    /**
     * Ends everything that this process does with the library and begins anew. Libraries that find their tokens only
     * when initialised, and the client of p11-kit, see a returned token only then. Does nothing while somebody uses it.
     */
    synchronized void restart() {
        if (users > 0) {
            return;
        }
        try {
            functions.call("C_Finalize", 1, MemorySegment.NULL);
        } catch (CryptokiException e) {
            if (e.code() != ReturnValue.CRYPTOKI_NOT_INITIALIZED) {
                throw e;
            }
        }
        initialize(parameters);
        leaveUntil = System.nanoTime();
    }
}
