package io.lumenvault.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;

/** What sites have acknowledged to their callers, and what they must never do again. */
final class Ledger {

    /** A way that keys go: drawn by the master at its site, fetched by the slave at the other. */
    enum Direction {
        A_TO_B("A", "sae-a", "B", "sae-b"),
        B_TO_A("B", "sae-b", "A", "sae-a");

        final String masterSite;
        final String master;
        final String slaveSite;
        final String slave;

        Direction(String masterSite, String master, String slaveSite, String slave) {
            this.masterSite = masterSite;
            this.master = master;
            this.slaveSite = slaveSite;
            this.slave = slave;
        }
    }

    /** An object that a site has acknowledged; the material is null where only its identifier is known. */
    record KmipObject(String identifier, byte[] material, String operation) {}

    /** A key that a master has been given. */
    record DrawnKey(String identifier, String value, Direction direction) {}

    private final Map<String, Queue<KmipObject>> objects = bySite();
    private final Map<String, NavigableSet<Long>> blocks = Map.of("A", new ConcurrentSkipListSet<>(), "B", new ConcurrentSkipListSet<>());
    private final Map<String, DrawnKey> drawn = new ConcurrentHashMap<>();
    private final Map<Direction, BlockingQueue<DrawnKey>> waiting =
            Map.of(Direction.A_TO_B, new LinkedBlockingQueue<>(), Direction.B_TO_A, new LinkedBlockingQueue<>());
    private final Set<String> values = ConcurrentHashMap.newKeySet();
    private final Set<String> fetched = ConcurrentHashMap.newKeySet();
    private final Set<String> uncertain = ConcurrentHashMap.newKeySet();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    private static Map<String, Queue<KmipObject>> bySite() {
        return Map.of("A", new ConcurrentLinkedQueue<>(), "B", new ConcurrentLinkedQueue<>());
    }

    void stored(String site, KmipObject object) {
        objects.get(site).add(object);
    }

    void accepted(String site, long sequence) {
        blocks.get(site).add(sequence);
    }

    void drew(DrawnKey key) {
        if (drawn.put(key.identifier(), key) != null) {
            violation("key_ID " + key.identifier() + " was given out twice");
        }
        if (!values.add(key.value())) {
            violation("the value of " + key.identifier() + " was given out before");
        }
        waiting.get(key.direction()).add(key);
    }

    void fetched(DrawnKey key, String value) {
        if (!key.value().equals(value)) {
            violation("key " + key.identifier() + " differs between its master and its slave");
        }
        if (!fetched.add(key.identifier())) {
            violation("key " + key.identifier() + " was given to its slave twice");
        }
    }

    /** The slave's request was cut off: it may count as delivered or not. */
    void uncertain(DrawnKey key) {
        uncertain.add(key.identifier());
        waiting.get(key.direction()).add(key);
    }

    /** The slave was told that there is no such key. */
    void missing(DrawnKey key, String answer) {
        if (!uncertain.contains(key.identifier())) {
            violation("key " + key.identifier() + " is lost: " + answer);
        }
    }

    /** Not asked for properly yet: the slave's site could not serve. */
    void notYet(DrawnKey key) {
        waiting.get(key.direction()).add(key);
    }

    void violation(String what) {
        violations.add(what);
    }

    List<String> violations() {
        return new ArrayList<>(violations);
    }

    List<KmipObject> objects(String site) {
        return new ArrayList<>(objects.get(site));
    }

    NavigableSet<Long> blocks(String site) {
        return blocks.get(site);
    }

    BlockingQueue<DrawnKey> waiting(Direction direction) {
        return waiting.get(direction);
    }

    List<DrawnKey> drawn() {
        return new ArrayList<>(drawn.values());
    }

    Set<String> fetched() {
        return fetched;
    }

    int uncertain() {
        return uncertain.size();
    }
}
