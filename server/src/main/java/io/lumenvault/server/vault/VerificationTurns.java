package io.lumenvault.server.vault;

import io.lumenvault.server.access.Principal;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Verifications of passwords are meant to be dear, so few run at a time. Groups take turns, and within a group its callers: who asks for
 * many waits for himself. What a caller and a group have waiting is bounded; beyond that they are told to try again.
 */
final class VerificationTurns {

    private final int mostOfACaller;
    private final int mostOfAGroup;
    private final SequencedMap<String, SequencedMap<String, Queue<Semaphore>>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> ofGroups = new HashMap<>();
    private final Map<String, Integer> ofCallers = new HashMap<>();
    private int free;

    /**
     * @param atOnce how many run at a time
     * @param mostOfACaller how many of a caller run or wait, at most
     * @param mostOfAGroup how many of a group do
     */
    VerificationTurns(int atOnce, int mostOfACaller, int mostOfAGroup) {
        if (atOnce < 1 || mostOfACaller < 1 || mostOfAGroup < mostOfACaller) {
            throw new IllegalArgumentException(atOnce + " at once, " + mostOfACaller + " of a caller and " + mostOfAGroup
                    + " of a group; at least one each, and of a group no fewer than of a caller");
        }
        this.free = atOnce;
        this.mostOfACaller = mostOfACaller;
        this.mostOfAGroup = mostOfAGroup;
    }

    /**
     * Runs a verification when it is the caller's turn.
     *
     * @throws VaultException with Busy where as many of the caller, or of its group, are waiting as may
     */
    <T> T take(Principal caller, Supplier<T> verification) {
        enter(caller).acquireUninterruptibly();
        try {
            return verification.get();
        } finally {
            leave(caller);
        }
    }

    private synchronized Semaphore enter(Principal caller) {
        String group = caller.group().name();
        if (ofCallers.getOrDefault(caller.name(), 0) >= mostOfACaller || ofGroups.getOrDefault(group, 0) >= mostOfAGroup) {
            throw new VaultException(Reason.BUSY, "as many credentials that '" + caller.name() + "' or its group brought are being verified "
                    + "as may be at a time; try again");
        }
        ofCallers.merge(caller.name(), 1, Integer::sum);
        ofGroups.merge(group, 1, Integer::sum);
        Semaphore turn = new Semaphore(0);
        waiting.computeIfAbsent(group, _ -> new LinkedHashMap<>()).computeIfAbsent(caller.name(), _ -> new ArrayDeque<>()).add(turn);
        giveTurns();
        return turn;
    }

    private synchronized void leave(Principal caller) {
        oneLess(ofCallers, caller.name());
        oneLess(ofGroups, caller.group().name());
        free++;
        giveTurns();
    }

    private static void oneLess(Map<String, Integer> counts, String name) {
        counts.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1);
    }

    private void giveTurns() {
        while (free > 0 && !waiting.isEmpty()) {
            free--;
            next().release();
        }
    }

    /** The longest waiting of the caller, of the group, that has had no turn for longest; both go behind the others. */
    private Semaphore next() {
        Map.Entry<String, SequencedMap<String, Queue<Semaphore>>> group = waiting.pollFirstEntry();
        Map.Entry<String, Queue<Semaphore>> caller = group.getValue().pollFirstEntry();
        Semaphore turn = caller.getValue().remove();
        if (!caller.getValue().isEmpty()) {
            group.getValue().put(caller.getKey(), caller.getValue());
        }
        if (!group.getValue().isEmpty()) {
            waiting.put(group.getKey(), group.getValue());
        }
        return turn;
    }
}
