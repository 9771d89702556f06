package io.lumenvault.cli.kmip;

import io.lumenvault.cli.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;

/** What is to be converted: a file, or the standard input where none is named. */
final class MessageFile {

    private final Path file;

    MessageFile(Path file) {
        this.file = file;
    }

    /** TTLV, given as such or as hexadecimal digits with any space between them: no tag's first two bytes are two such digits. */
    byte[] ttlv() throws IOException {
        byte[] bytes = bytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String begin = text.stripLeading();
        if (!begin.chars().limit(2).allMatch(HexFormat::isHexDigit)) {
            return bytes;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i)) && !Character.isWhitespace(text.charAt(i))) {
                throw new CommandFailure(String.format("%s is not hexadecimal: offset %d: the byte 0x%02X is neither a digit nor a space",
                        name(), i, (int) text.charAt(i)));
            }
        }
        String digits = text.replaceAll("\\s+", "");
        if (digits.isEmpty() || digits.length() % 2 != 0) {
            throw new CommandFailure(name() + " holds " + digits.length() + " hexadecimal digits; expected an even number of them");
        }
        return HexFormat.of().parseHex(digits);
    }

    /** Text in UTF-8. */
    String text() throws IOException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
        } catch (CharacterCodingException e) {
            throw new CommandFailure(name() + " is not UTF-8; expected a tree, XML or JSON", e);
        }
    }

    String name() {
        return file == null ? "the standard input" : file.toString();
    }

    private byte[] bytes() throws IOException {
        if (file == null) {
            return System.in.readAllBytes();
        }
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("there is no file " + file, e);
        }
    }
}
