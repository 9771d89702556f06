package io.lumenvault.kmip.spec;

import java.util.EnumSet;
import java.util.Set;

/** One bit of one of the specification's bit masks (KMIP 2.1 section 12). A mask travels as an Integer. */
public interface KmipMask extends KmipEnumeration {

    /** The mask that has exactly the given bits. */
    @SafeVarargs
    static <E extends Enum<E> & KmipMask> int of(E... bits) {
        int mask = 0;
        for (E bit : bits) {
            mask |= bit.code();
        }
        return mask;
    }

    /** The named bits of a mask; bits without a name are left out. */
    static <E extends Enum<E> & KmipMask> Set<E> bits(Class<E> type, int mask) {
        Set<E> bits = EnumSet.noneOf(type);
        for (E bit : type.getEnumConstants()) {
            if (bit.in(mask)) {
                bits.add(bit);
            }
        }
        return bits;
    }

    /** True where this bit is set in the mask. */
    default boolean in(int mask) {
        return (mask & code()) != 0;
    }
}
