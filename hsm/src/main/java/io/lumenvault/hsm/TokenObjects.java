package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects that one session sees (PKCS#11 v3.0 clauses 5.7 and 5.13). One thread at a time. Session objects die with it.
 * Whoever creates, generates, unwraps or destroys holds {@link Cryptoki#objectCreation}.
 */
final class TokenObjects implements AutoCloseable {

    private static final int FOUND_AT_ONCE = 64;
    private static final int LONGEST_VALUE = 8192;

    /** A key pair, by the handles of its halves. */
    record Pair(long publicKey, long privateKey) {
    }

    private final Cryptoki cryptoki;
    private final FunctionTable functions;
    private final long session;

    TokenObjects(Cryptoki cryptoki, long slot) {
        this.cryptoki = cryptoki;
        this.functions = cryptoki.functions();
        this.session = cryptoki.openSession(slot);
    }

    @Override
    public void close() {
        cryptoki.closeSession(session);
    }

    List<Long> find(AttributeTemplate template) {
        List<Long> found = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            functions.call("C_FindObjectsInit", 26, session, template.write(arena), (long) template.size());
            try {
                MemorySegment handles = arena.allocate(JAVA_LONG, FOUND_AT_ONCE);
                MemorySegment count = arena.allocate(JAVA_LONG);
                do {
                    functions.call("C_FindObjects", 27, session, handles, (long) FOUND_AT_ONCE, count);
                    for (int i = 0; i < count.get(JAVA_LONG, 0); i++) {
                        found.add(handles.getAtIndex(JAVA_LONG, i));
                    }
                } while (count.get(JAVA_LONG, 0) > 0);
            } finally {
                functions.call("C_FindObjectsFinal", 28, session);
            }
        }
        return found;
    }

    /** The value of an attribute of at most 8 KiB that is not sensitive. */
    byte[] attribute(long object, long type) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(LONGEST_VALUE);
            MemorySegment attribute = arena.allocate(3 * JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
            attribute.set(JAVA_LONG, 0, type);
            attribute.set(ADDRESS, 8, value);
            attribute.set(JAVA_LONG, 16, LONGEST_VALUE);
            functions.call("C_GetAttributeValue", 24, session, object, attribute, 1L);
            return value.asSlice(0, attribute.get(JAVA_LONG, 16)).toArray(JAVA_BYTE);
        }
    }

    /** Creates an object from its value. */
    long create(AttributeTemplate template) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(JAVA_LONG);
            functions.call("C_CreateObject", 20, session, template.write(arena), (long) template.size(), handle);
            return handle.get(JAVA_LONG, 0);
        }
    }

    /** Creates a key from its value, which is wiped from everything but the caller's array. */
    long create(AttributeTemplate template, byte[] value) {
        AttributeTemplate whole = template.with(AttributeTemplate.CKA_VALUE, value);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = whole.write(arena);
            try {
                MemorySegment handle = arena.allocate(JAVA_LONG);
                functions.call("C_CreateObject", 20, session, attributes, (long) whole.size(), handle);
                return handle.get(JAVA_LONG, 0);
            } finally {
                whole.wipe(attributes);
            }
        }
    }

    void destroy(long object) {
        functions.call("C_DestroyObject", 22, session, object);
    }

    /** Generates a secret key in the token by a mechanism without parameters. */
    long generateKey(Mechanism mechanism, AttributeTemplate template) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(JAVA_LONG);
            functions.call("C_GenerateKey", 58, session, mechanism.write(arena), template.write(arena), (long) template.size(), handle);
            return handle.get(JAVA_LONG, 0);
        }
    }

    /** Generates a key pair in the token by a mechanism without parameters. */
    Pair generateKeyPair(Mechanism mechanism, AttributeTemplate publicKey, AttributeTemplate privateKey) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handles = arena.allocate(JAVA_LONG, 2);
            functions.call("C_GenerateKeyPair", 59, session, mechanism.write(arena), publicKey.write(arena), (long) publicKey.size(),
                    privateKey.write(arena), (long) privateKey.size(), handles, handles.asSlice(JAVA_LONG.byteSize()));
            return new Pair(handles.getAtIndex(JAVA_LONG, 0), handles.getAtIndex(JAVA_LONG, 1));
        }
    }

    /** Wraps a key under another inside the token. The answer is ciphertext of at most 8 KiB. */
    byte[] wrap(Mechanism mechanism, long wrappingKey, long key) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment wrapped = arena.allocate(LONGEST_VALUE);
            MemorySegment length = arena.allocateFrom(JAVA_LONG, LONGEST_VALUE);
            functions.call("C_WrapKey", 60, session, mechanism.write(arena), wrappingKey, key, wrapped, length);
            return wrapped.asSlice(0, length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        }
    }

    /** Unwraps a key inside the token into an object of these attributes. */
    long unwrap(Mechanism mechanism, long unwrappingKey, byte[] wrapped, AttributeTemplate template) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(JAVA_LONG);
            functions.call("C_UnwrapKey", 61, session, mechanism.write(arena), unwrappingKey, arena.allocateFrom(JAVA_BYTE, wrapped),
                    (long) wrapped.length, template.write(arena), (long) template.size(), handle);
            return handle.get(JAVA_LONG, 0);
        }
    }
}
