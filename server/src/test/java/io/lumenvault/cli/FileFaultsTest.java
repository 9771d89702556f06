package io.lumenvault.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class FileFaultsTest {

    @Test
    void whatJavaSaysByANameAlone_isSaidInWords() {
        assertEquals("there is no file f", FileFaults.message(new NoSuchFileException("f")));
        assertEquals("f: permission denied", FileFaults.message(new AccessDeniedException("f")));
        assertEquals("f is there already", FileFaults.message(new FileAlreadyExistsException("f")));
        assertEquals("f is no folder", FileFaults.message(new NotDirectoryException("f")));
        assertEquals("a file that was named is not text in UTF-8", FileFaults.message(new MalformedInputException(1)));
        assertEquals("the disk is full", FileFaults.message(new IOException("the disk is full")));
    }
}
