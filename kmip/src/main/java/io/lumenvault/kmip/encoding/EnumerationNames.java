package io.lumenvault.kmip.encoding;

import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.KmipEnumeration;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Optional;
import java.util.StringJoiner;

/** Enumeration values and masks by name, where the specification names them, and by hexadecimal number elsewhere. */
final class EnumerationNames {

    private EnumerationNames() {
    }

    static String write(Tag meaning, int code, ProtocolVersion version) {
        if (meaning.equals(Tag.ATTRIBUTE_REFERENCE)) {
            Optional<Tag> tag = code >>> 24 == 0 ? Tag.known(code) : Optional.empty();
            return tag.map(Tag::xmlName).orElseGet(() -> hex(code));
        }
        return Enumerations.forTag(meaning).flatMap(type -> Enumerations.findByCode(type, code))
                .map(value -> value.xmlName(version)).orElseGet(() -> hex(code));
    }

    /** @throws IllegalArgumentException where the text is neither a name under this tag nor a hexadecimal number */
    static int read(Tag meaning, String text) {
        if (text.startsWith("0x")) {
            return Hexadecimal.int32(text);
        }
        if (meaning.equals(Tag.ATTRIBUTE_REFERENCE)) {
            return Tag.byXmlName(text).orElseThrow(() -> unknown(meaning, text)).code();
        }
        Class<? extends KmipEnumeration> type = Enumerations.forTag(meaning).orElseThrow(() -> unknown(meaning, text));
        return Enumerations.findByXmlName(type, text).orElseThrow(() -> unknown(meaning, text)).code();
    }

    private static IllegalArgumentException unknown(Tag meaning, String text) {
        return new IllegalArgumentException(meaning.xmlName() + " has no value named \"" + text
                + "\"; a name of its table or a number such as 0x00000001 is expected");
    }

    /** True where an Integer of this tag is a mask whose bits have names. */
    static boolean isMask(Tag meaning) {
        return Enumerations.forTag(meaning).filter(KmipMask.class::isAssignableFrom).isPresent();
    }

    static String writeMask(Tag meaning, int mask, String separator, ProtocolVersion version) {
        StringJoiner names = new StringJoiner(separator);
        int rest = mask;
        for (int place = 0; place < Integer.SIZE; place++) {
            int value = mask & 1 << place;
            Optional<String> name = value == 0 ? Optional.empty() : Enumerations.forTag(meaning)
                    .flatMap(type -> Enumerations.findByCode(type, value)).map(bit -> bit.xmlName(version));
            if (name.isPresent()) {
                names.add(name.get());
                rest &= ~value;
            }
        }
        return rest == 0 && mask != 0 ? names.toString() : mask == 0 ? "0" : names.add(hex(rest)).toString();
    }

    /** @throws IllegalArgumentException where a part is neither a name of the mask nor a number */
    static int readMask(Tag meaning, String text) {
        int mask = 0;
        for (String part : text.trim().split("[ |]+")) {
            mask |= part.matches("-?[0-9]+") ? Integer.parseInt(part) : read(meaning, part);
        }
        return mask;
    }

    private static String hex(int code) {
        return String.format("0x%08X", code);
    }
}
