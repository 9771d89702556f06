package io.lumenvault.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DutiesTest {

    @Test
    void oneFails_theOthersAreDone_andItIsCountedUntilItSucceeds() {
        List<String> done = new ArrayList<>();
        boolean[] broken = {true};
        Duties duties = new Duties().add("first", () -> done.add("first")).add("broken", () -> {
            if (broken[0]) {
                throw new IllegalStateException("broken");
            }
        }).add("last", () -> done.add("last"));
        duties.run();
        assertEquals(List.of("first", "last"), done);
        assertEquals(1, duties.failing());
        broken[0] = false;
        duties.run();
        assertEquals(0, duties.failing());
    }
}
