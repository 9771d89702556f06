package io.lumenvault.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says in words what Java says of a file by its name, or by a number, alone. */
public final class FileFaults {

    private FileFaults() {}

    /**
     * The text of a file.
     *
     * @throws CommandFailure naming the file, when it is no text of that encoding
     */
    public static String text(Path file, Charset encoding) throws IOException {
        try {
            return Files.readString(file, encoding);
        } catch (CharacterCodingException binary) {
            throw new CommandFailure(file + " is not text in " + encoding, binary);
        }
    }

    /** What went wrong, on one line. */
    static String message(IOException failure) {
        return switch (failure) {
            case NoSuchFileException absent -> "there is no file " + absent.getFile();
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileAlreadyExistsException there -> there.getFile() + " is there already";
            case NotDirectoryException file -> file.getFile() + " is no folder";
            case CharacterCodingException _ -> "a file that was named is not text in UTF-8";
            default -> failure.getMessage();
        };
    }
}
