package io.lumenvault.qkd.distillation;

import java.nio.ByteBuffer;

/**
 * A hello with its tag, as it was said and is kept until it is done with.
 *
 * @param hello bytes of the hello
 * @param tag its tag
 */
record TaggedHello(byte[] hello, Tag tag) {
    byte[] toBytes() {
        return ByteBuffer.allocate(Integer.BYTES + hello.length + Tag.BYTES).putInt(hello.length).put(hello).put(tag.toBytes()).array();
    }

    /** Reads one from a file of this end. */
    static TaggedHello read(ByteBuffer in) {
        byte[] hello = new byte[in.getInt()];
        in.get(hello);
        byte[] tag = new byte[Tag.BYTES];
        in.get(tag);
        return new TaggedHello(hello, Tag.fromBytes(tag));
    }
}
