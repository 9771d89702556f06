package io.lumenvault.kmip.encoding;

import io.lumenvault.kmip.ttlv.Tag;

/** Tags by name, and by hexadecimal number where no table names them. */
final class TagText {

    private static final int BITS_OF_A_TAG = 24;

    private TagText() {
    }

    /** True where the specification names the tag. */
    static boolean isNamed(Tag tag) {
        return Tag.known(tag.code()).isPresent();
    }

    /** @throws IllegalArgumentException where the text is neither the name of a tag nor a number of three bytes */
    static Tag read(String text) {
        if (text.startsWith("0x")) {
            int code = Hexadecimal.int32(text);
            if (code >>> BITS_OF_A_TAG != 0) {
                throw new IllegalArgumentException("tag " + text + " has more than three bytes");
            }
            return Tag.of(code);
        }
        return Tag.byXmlName(text).orElseThrow(() -> new IllegalArgumentException("no tag is named \"" + text + "\""));
    }
}
