package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** An array of CK_ATTRIBUTE (PKCS#11 v3.0 clause 3.3): type, pointer to value, length of value. */
final class AttributeTemplate {

    static final long CKA_CLASS = 0x0;
    static final long CKA_TOKEN = 0x1;
    static final long CKA_PRIVATE = 0x2;
    static final long CKA_LABEL = 0x3;
    static final long CKA_VALUE = 0x11;
    static final long CKA_KEY_TYPE = 0x100;
    static final long CKA_ID = 0x102;
    static final long CKA_SENSITIVE = 0x103;
    static final long CKA_ENCRYPT = 0x104;
    static final long CKA_DECRYPT = 0x105;
    static final long CKA_WRAP = 0x106;
    static final long CKA_UNWRAP = 0x107;
    static final long CKA_SIGN = 0x108;
    static final long CKA_VERIFY = 0x10A;
    static final long CKA_DERIVE = 0x10C;
    static final long CKA_MODULUS = 0x120;
    static final long CKA_MODULUS_BITS = 0x121;
    static final long CKA_PUBLIC_EXPONENT = 0x122;
    static final long CKA_VALUE_LEN = 0x161;
    static final long CKA_EXTRACTABLE = 0x162;
    static final long CKA_MODIFIABLE = 0x170;
    static final long CKA_EC_PARAMS = 0x180;
    static final long CKA_EC_POINT = 0x181;

    /** Of NSS softoken, which wants the public point with a private key of elliptic curves. */
    static final long CKA_NSS_DB = 0xD5A0DB00L;

    static final long CKO_DATA = 0;
    static final long CKO_CERTIFICATE = 1;
    static final long CKO_PUBLIC_KEY = 2;
    static final long CKO_PRIVATE_KEY = 3;
    static final long CKO_SECRET_KEY = 4;
    static final long CKK_RSA = 0x0;
    static final long CKK_EC = 0x3;
    static final long CKK_GENERIC_SECRET = 0x10;
    static final long CKK_AES = 0x1F;

    private final Map<Long, byte[]> attributes = new LinkedHashMap<>();

    AttributeTemplate with(long type, boolean value) {
        attributes.put(type, new byte[] {(byte) (value ? 1 : 0)});
        return this;
    }

    AttributeTemplate with(long type, long value) {
        attributes.put(type, ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(value).array());
        return this;
    }

    AttributeTemplate with(long type, String value) {
        attributes.put(type, value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    AttributeTemplate with(long type, byte[] value) {
        attributes.put(type, value.clone());
        return this;
    }

    int size() {
        return attributes.size();
    }

    MemorySegment write(Arena arena) {
        MemorySegment array = arena.allocate(3 * JAVA_LONG.byteSize() * size(), JAVA_LONG.byteSize());
        long offset = 0;
        for (Map.Entry<Long, byte[]> attribute : attributes.entrySet()) {
            array.set(JAVA_LONG, offset, attribute.getKey());
            array.set(ADDRESS, offset + 8, arena.allocateFrom(JAVA_BYTE, attribute.getValue()));
            array.set(JAVA_LONG, offset + 16, attribute.getValue().length);
            offset += 24;
        }
        return array;
    }

    /** Overwrites with zeros what was written, and the value kept here: for templates that hold the value of a key. */
    void wipe(MemorySegment array) {
        for (long offset = 0; offset < array.byteSize(); offset += 24) {
            array.get(ADDRESS, offset + 8).reinterpret(array.get(JAVA_LONG, offset + 16)).fill((byte) 0);
        }
        attributes.values().forEach(value -> Arrays.fill(value, (byte) 0));
    }
}
