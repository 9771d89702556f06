package io.lumenvault.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GatheringTest {

    private final Gathering<Integer> gathering = new Gathering<>(40);

    @Test
    void whatComesWhileAGroupIsAway_leavesTogetherOnceItIsBack() throws Exception {
        gathering.add(1);
        assertEquals(List.of(1), gathering.leave());
        gathering.add(2);
        gathering.add(3);
        gathering.back();
        assertEquals(List.of(2, 3), gathering.leave());
    }

    @Test
    void manyLeaveBesideAGroupThatIsAway_andNoMoreThanTheMostOfAGroup() throws Exception {
        gathering.add(0);
        gathering.leave();
        for (int i = 1; i <= 50; i++) {
            gathering.add(i);
        }
        assertEquals(IntStream.rangeClosed(1, 40).boxed().toList(), gathering.leave());
        gathering.back();
        gathering.back();
        assertEquals(IntStream.rangeClosed(41, 50).boxed().toList(), gathering.leave());
    }

    @Test
    void groupThatDoesNotComeBack_holdsUpNobody() throws Exception {
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            gathering.add(1);
            gathering.leave();
            Future<List<Integer>> next = other.submit(gathering::leave);
            gathering.add(2);
            assertEquals(List.of(2), next.get());
        }
    }

    @Test
    void whoeverWaitsForAGroup_isWokenByTheFirstThatComes() throws Exception {
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<List<Integer>> first = other.submit(gathering::leave);
            assertFalse(first.isDone());
            gathering.add(7);
            assertEquals(List.of(7), first.get());
        }
    }
}
