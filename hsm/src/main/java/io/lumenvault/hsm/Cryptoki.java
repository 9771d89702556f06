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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The PKCS#11 functions that SunPKCS11 does not offer: slots by label, login without the PIN becoming a heap object of
 * the provider, initialisation of a token, key generation with a label. Functions are called through the table that
 * C_GetFunctionList returns (PKCS#11 v3.0 clause 5.2), in its order. CK_ULONG is 8 bytes: 64-bit Unix only.
 *
 * <p>SunPKCS11 loads the same library in this process, so both share its state: slots, sessions and the login.
 */
final class Cryptoki {

    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final long FIRST_FUNCTION_OFFSET = 8;
    private static final long TOKEN_INFO_BYTES = 208;
    private static final long TOKEN_FLAGS_OFFSET = 96;
    private static final long SESSION_STATE_OFFSET = 8;
    private static final long CKF_OS_LOCKING_OK = 0x2;
    private static final long CKF_RW_AND_SERIAL_SESSION = 0x2 | 0x4;
    private static final long GCM_TAG_BITS = 128;
    private static final long CKU_SO = 0;
    private static final long CKU_USER = 1;
    private static final long CKS_RW_USER_FUNCTIONS = 3;

    /** A PKCS#11 library exists once in a process, with its state; so does this object, for each library. */
    private static final Map<Path, Cryptoki> LOADED = new HashMap<>();

    private final Linker linker = Linker.nativeLinker();
    private final MemorySegment functions;
    private final Object objectCreation = new Object();
    private int users;

    private Cryptoki(MemorySegment functions) {
        this.functions = functions;
    }

    /**
     * Loads the library and initialises it, where that has not happened in this process. The caller releases it after use.
     *
     * @throws HsmException where there is no such library, or it is no PKCS#11 library
     */
    static Cryptoki acquire(Path library) {
        synchronized (LOADED) {
            Cryptoki cryptoki = LOADED.get(library);
            if (cryptoki == null) {
                cryptoki = load(library);
                LOADED.put(library, cryptoki);
            }
            cryptoki.users++;
            return cryptoki;
        }
    }

    /** The library stays initialised: SunPKCS11 expects that to the end of the process. */
    void release() {
        synchronized (LOADED) {
            users--;
        }
    }

    /** Held round every creation, generation and destruction of an object: SoftHSM2 2.6.1 is not safe without it. */
    Object objectCreation() {
        return objectCreation;
    }

    private static Cryptoki load(Path library) {
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
            MethodHandle getFunctionList = Linker.nativeLinker()
                    .downcallHandle(entry, FunctionDescriptor.of(JAVA_LONG, ADDRESS));
            MemorySegment list = arena.allocate(ADDRESS);
            invoke("C_GetFunctionList", getFunctionList, list);
            MemorySegment table = list.get(ADDRESS, 0).reinterpret(FIRST_FUNCTION_OFFSET + 68 * ADDRESS.byteSize());
            Cryptoki cryptoki = new Cryptoki(table);
            cryptoki.initialize();
            return cryptoki;
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

    private void initialize() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment arguments = arena.allocate(6 * JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
            arguments.set(JAVA_LONG, 4 * JAVA_LONG.byteSize(), CKF_OS_LOCKING_OK);
            call("C_Initialize", 0, arguments);
        } catch (CryptokiException e) {
            if (e.code() != ReturnValue.CRYPTOKI_ALREADY_INITIALIZED) {
                throw e;
            }
        }
    }

    /**
     * Ends everything that this process does with the library and begins anew. Libraries that find their tokens only
     * when initialised, and the client of p11-kit, see a returned token only then. Does nothing while somebody else uses it.
     */
    void restart() {
        synchronized (LOADED) {
            if (users == 1) {
                call("C_Finalize", 1, MemorySegment.NULL);
                initialize();
            }
        }
    }

    /** The tokens of all slots that hold one, initialised or not. */
    List<TokenInfo> tokens() {
        return tokens(false);
    }

    /** As {@link #tokens}, without those that cannot be read: a broken token must not keep its neighbour away. */
    List<TokenInfo> readableTokens() {
        return tokens(true);
    }

    private List<TokenInfo> tokens(boolean readableOnly) {
        List<TokenInfo> tokens = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_LONG);
            call("C_GetSlotList", 4, (byte) 1, MemorySegment.NULL, count);
            MemorySegment slots = arena.allocate(JAVA_LONG, Math.max(1, count.get(JAVA_LONG, 0)));
            call("C_GetSlotList", 4, (byte) 1, slots, count);
            for (long i = 0; i < count.get(JAVA_LONG, 0); i++) {
                try {
                    tokens.add(token(arena, slots.getAtIndex(JAVA_LONG, i)));
                } catch (CryptokiException e) {
                    if (!readableOnly) {
                        throw e;
                    }
                }
            }
        }
        return tokens;
    }

    private TokenInfo token(Arena arena, long slot) {
        MemorySegment info = arena.allocate(TOKEN_INFO_BYTES, JAVA_LONG.byteSize());
        call("C_GetTokenInfo", 6, slot, info);
        byte[] label = info.asSlice(0, TokenInfo.LABEL_BYTES).toArray(JAVA_BYTE);
        return new TokenInfo(slot, new String(label, StandardCharsets.UTF_8).strip(), info.get(JAVA_LONG, TOKEN_FLAGS_OFFSET));
    }

    long[] mechanisms(long slot) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_LONG);
            call("C_GetMechanismList", 7, slot, MemorySegment.NULL, count);
            MemorySegment list = arena.allocate(JAVA_LONG, Math.max(1, count.get(JAVA_LONG, 0)));
            call("C_GetMechanismList", 7, slot, list, count);
            return Arrays.copyOf(list.toArray(JAVA_LONG), (int) count.get(JAVA_LONG, 0));
        }
    }

    void initToken(long slot, byte[] soPin, String label) {
        byte[] padded = new byte[TokenInfo.LABEL_BYTES];
        Arrays.fill(padded, (byte) ' ');
        byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, padded, 0, bytes.length);
        try (NativeSecret pin = new NativeSecret(soPin); Arena arena = Arena.ofConfined()) {
            call("C_InitToken", 9, slot, pin.segment(), pin.length(), arena.allocateFrom(JAVA_BYTE, padded));
        }
    }

    void initPin(long session, byte[] userPin) {
        try (NativeSecret pin = new NativeSecret(userPin)) {
            call("C_InitPIN", 10, session, pin.segment(), pin.length());
        }
    }

    long openSession(long slot) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(JAVA_LONG);
            call("C_OpenSession", 12, slot, CKF_RW_AND_SERIAL_SESSION, MemorySegment.NULL, MemorySegment.NULL, handle);
            return handle.get(JAVA_LONG, 0);
        }
    }

    void closeSession(long session) {
        call("C_CloseSession", 13, session);
    }

    void closeAllSessions(long slot) {
        call("C_CloseAllSessions", 14, slot);
    }

    /** Whether the user is logged in on this read-write session; the session, the token and the library must live for an answer. */
    boolean userLoggedIn(long session) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(4 * JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
            call("C_GetSessionInfo", 15, session, info);
            return info.get(JAVA_LONG, SESSION_STATE_OFFSET) == CKS_RW_USER_FUNCTIONS;
        }
    }

    void loginUser(long session, byte[] pin) {
        login(session, CKU_USER, pin);
    }

    void loginSecurityOfficer(long session, byte[] pin) {
        login(session, CKU_SO, pin);
    }

    private void login(long session, long user, byte[] bytes) {
        try (NativeSecret pin = new NativeSecret(bytes)) {
            call("C_Login", 18, session, user, pin.segment(), pin.length());
        }
    }

    void logout(long session) {
        call("C_Logout", 19, session);
    }

    /** Generates a secret key in the token by a mechanism without parameters. */
    void generateKey(long session, long mechanism, AttributeTemplate template) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mechanismStructure = arena.allocate(3 * JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
            mechanismStructure.set(JAVA_LONG, 0, mechanism);
            call("C_GenerateKey", 58, session, mechanismStructure, template.write(arena), (long) template.size(),
                    arena.allocate(JAVA_LONG));
        }
    }

    /** Encrypts by AES-GCM with a 128-bit tag under a secret key given by its template; the key dies with the session used. */
    byte[] encryptGcm(long slot, AttributeTemplate key, byte[] iv, byte[] plaintext) {
        long session = openSession(slot);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(JAVA_LONG);
            call("C_CreateObject", 20, session, key.write(arena), (long) key.size(), handle);
            MemorySegment parameters = arena.allocate(6 * JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
            parameters.set(ADDRESS, 0, arena.allocateFrom(JAVA_BYTE, iv));
            parameters.set(JAVA_LONG, 8, iv.length);
            parameters.set(JAVA_LONG, 16, 8L * iv.length);
            parameters.set(JAVA_LONG, 40, GCM_TAG_BITS);
            MemorySegment mechanism = arena.allocate(3 * JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
            mechanism.set(JAVA_LONG, 0, Mechanism.CKM_AES_GCM.code());
            mechanism.set(ADDRESS, 8, parameters);
            mechanism.set(JAVA_LONG, 16, parameters.byteSize());
            call("C_EncryptInit", 29, session, mechanism, handle.get(JAVA_LONG, 0));
            MemorySegment length = arena.allocateFrom(JAVA_LONG, plaintext.length + GCM_TAG_BITS / 8);
            MemorySegment answer = arena.allocate(length.get(JAVA_LONG, 0));
            call("C_Encrypt", 30, session, arena.allocateFrom(JAVA_BYTE, plaintext), (long) plaintext.length, answer, length);
            return answer.asSlice(0, length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        } finally {
            closeSession(session);
        }
    }

    /** Calls the function at this place of CK_FUNCTION_LIST. These calls are rare, so their handles are not kept. */
    private void call(String function, int index, Object... arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            layouts[i] = switch (arguments[i]) {
                case MemorySegment _ -> ADDRESS;
                case Byte _ -> JAVA_BYTE;
                case Long _ -> JAVA_LONG;
                default -> throw new IllegalArgumentException(function + " takes no " + arguments[i].getClass());
            };
        }
        MemorySegment pointer = functions.get(ADDRESS, FIRST_FUNCTION_OFFSET + index * ADDRESS.byteSize());
        invoke(function, linker.downcallHandle(pointer, FunctionDescriptor.of(JAVA_LONG, layouts)), arguments);
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
