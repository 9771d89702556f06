package io.lumenvault.qkd.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberFileTest {

    @TempDir
    private Path folder;

    private static byte[] digest(String id) {
        return Digests.of(7, List.of(id));
    }

    @Test
    void usedNumber_isKnownForWhatItWasUsed_afterARestartToo() throws IOException {
        Path file = folder.resolve("numbers");
        NumberFile numbers = new NumberFile(file);
        assertEquals(0, numbers.next());
        numbers.use(7, digest("a"));
        for (NumberFile read : new NumberFile[] {numbers, new NumberFile(file)}) {
            assertEquals(8, read.next());
            assertTrue(read.isLast(7, digest("a")));
            assertFalse(read.isLast(7, digest("b")));
            assertFalse(read.isLast(6, digest("a")));
            assertThrows(IllegalArgumentException.class, () -> read.use(7, digest("b")));
        }
    }

    @Test
    void numbersOfTheOtherEnd_areSkipped_andNeverTurnedBack() throws IOException {
        NumberFile numbers = new NumberFile(folder.resolve("numbers"));
        numbers.skipTo(5);
        numbers.skipTo(3);
        assertEquals(5, new NumberFile(folder.resolve("numbers")).next());
    }

    @Test
    void fileOfAnotherLength_isRefused() throws IOException {
        Files.write(folder.resolve("numbers"), new byte[8]);
        assertTrue(assertThrows(IOException.class, () -> new NumberFile(folder.resolve("numbers"))).getMessage().contains("40 are needed"));
    }
}
