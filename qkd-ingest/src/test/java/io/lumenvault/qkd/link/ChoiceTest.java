package io.lumenvault.qkd.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ChoiceTest {
    @Test
    void neverAndAlways_holdForEveryWord() {
        for (int word : new int[] {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertEquals(1, Choice.above(word, Choice.last(0)));
            assertEquals(0, Choice.above(word, Choice.last(1)));
        }
    }

    /** The lowest bit of a word takes no part: it may be the bit that is sent. */
    @Test
    void aQuarter_isTheLowestQuarterOfTheWords() {
        int last = Choice.last(0.25);
        int firstBeyond = 1 << 30;
        assertEquals(0, Choice.above(firstBeyond - 1, last));
        assertEquals(1, Choice.above(firstBeyond, last));
        assertEquals(1, Choice.above(firstBeyond + 1, last));
        assertEquals(1, Choice.above(-1, last));
    }
}
