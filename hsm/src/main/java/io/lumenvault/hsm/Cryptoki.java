package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A PKCS#11 library in this process: its slots and tokens, sessions and the login (PKCS#11 v3.0 clauses 5.5 and 5.6). */
final class Cryptoki {

    private static final long TOKEN_INFO_BYTES = 208;
    private static final long TOKEN_FLAGS_OFFSET = 96;
    private static final long SESSION_STATE_OFFSET = 8;
    private static final long CKF_RW_AND_SERIAL_SESSION = 0x2 | 0x4;
    private static final long CKU_SO = 0;
    private static final long CKU_USER = 1;
    private static final long CKS_RW_USER_FUNCTIONS = 3;

    /** A PKCS#11 library exists once in a process, with its state; so does this object, for each library. */
    private static final Map<Path, Cryptoki> LOADED = new HashMap<>();

    private final FunctionTable functions;
    private final LibraryLife life;
    private final Object objectCreation = new Object();

    private Cryptoki(Path library) {
        this.functions = FunctionTable.load(library);
        this.life = new LibraryLife(library, functions);
    }

    /** As {@link #acquire(Path, String)}, for a library without parameters of its own. */
    static Cryptoki acquire(Path library) {
        return acquire(library, "");
    }

    /**
     * Loads the library and initialises it, where that has not happened in this process. The caller releases it after use.
     *
     * @param parameters what the library is to find in CK_C_INITIALIZE_ARGS; empty for nothing
     * @throws HsmException where there is no such library, it is no PKCS#11 library, or was initialised by other parameters
     */
    static Cryptoki acquire(Path library, String parameters) {
        Cryptoki cryptoki;
        synchronized (LOADED) {
            cryptoki = LOADED.computeIfAbsent(library, Cryptoki::new);
        }
        cryptoki.life.begin(parameters);
        return cryptoki;
    }

    /** As {@link LibraryLife#release}. */
    void release() {
        life.release();
    }

    LibraryLife life() {
        return life;
    }

    FunctionTable functions() {
        return functions;
    }

    /** Held round every creation, generation and destruction of an object: SoftHSM2 2.6.1 is not safe without it. */
    Object objectCreation() {
        return objectCreation;
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
            functions.call("C_GetSlotList", 4, (byte) 1, MemorySegment.NULL, count);
            MemorySegment slots = arena.allocate(JAVA_LONG, Math.max(1, count.get(JAVA_LONG, 0)));
            functions.call("C_GetSlotList", 4, (byte) 1, slots, count);
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
        functions.call("C_GetTokenInfo", 6, slot, info);
        byte[] label = info.asSlice(0, TokenInfo.LABEL_BYTES).toArray(JAVA_BYTE);
        return new TokenInfo(slot, new String(label, StandardCharsets.UTF_8).strip(), info.get(JAVA_LONG, TOKEN_FLAGS_OFFSET));
    }

    long[] mechanisms(long slot) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_LONG);
            functions.call("C_GetMechanismList", 7, slot, MemorySegment.NULL, count);
            MemorySegment list = arena.allocate(JAVA_LONG, Math.max(1, count.get(JAVA_LONG, 0)));
            functions.call("C_GetMechanismList", 7, slot, list, count);
            return Arrays.copyOf(list.toArray(JAVA_LONG), (int) count.get(JAVA_LONG, 0));
        }
    }

    void initToken(long slot, byte[] soPin, String label) {
        byte[] padded = new byte[TokenInfo.LABEL_BYTES];
        Arrays.fill(padded, (byte) ' ');
        byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, padded, 0, bytes.length);
        try (NativeSecret pin = new NativeSecret(soPin); Arena arena = Arena.ofConfined()) {
            functions.call("C_InitToken", 9, slot, pin.segment(), pin.length(), arena.allocateFrom(JAVA_BYTE, padded));
        }
    }

    void initPin(long session, byte[] userPin) {
        try (NativeSecret pin = new NativeSecret(userPin)) {
            functions.call("C_InitPIN", 10, session, pin.segment(), pin.length());
        }
    }

    long openSession(long slot) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(JAVA_LONG);
            functions.call("C_OpenSession", 12, slot, CKF_RW_AND_SERIAL_SESSION, MemorySegment.NULL, MemorySegment.NULL, handle);
            return handle.get(JAVA_LONG, 0);
        }
    }

    void closeSession(long session) {
        functions.call("C_CloseSession", 13, session);
    }

    void closeAllSessions(long slot) {
        functions.call("C_CloseAllSessions", 14, slot);
    }

    /** Whether the user is logged in on this read-write session; the session, the token and the library must live for an answer. */
    boolean userLoggedIn(long session) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(4 * JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
            functions.call("C_GetSessionInfo", 15, session, info);
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
            functions.call("C_Login", 18, session, user, pin.segment(), pin.length());
        }
    }

    void logout(long session) {
        functions.call("C_Logout", 19, session);
    }
}
