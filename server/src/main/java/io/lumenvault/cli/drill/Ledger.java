package io.lumenvault.cli.drill;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
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

    /** What a site must never do. */
    enum Breach {
        /** Something acknowledged is gone, or has changed. */
        LOST,
        /** Key material was given out a second time. */
        TWICE,
        /** Something acknowledged has no audit row, or too many, or the log is not whole. */
        UNRECORDED
    }

    /** An object that a site has acknowledged; the material is null where only its identifier is known. */
    record KmipObject(String identifier, byte[] material, String operation) {}

    /** A key that a master has been given. */
    record DrawnKey(String identifier, String value, Direction direction) {}

    private final Map<String, List<KmipObject>> objects = Map.of("A", new ArrayList<>(), "B", new ArrayList<>());
    private final Map<String, NavigableSet<Long>> blocks = Map.of("A", new ConcurrentSkipListSet<>(), "B", new ConcurrentSkipListSet<>());
    private final Map<String, DrawnKey> drawn = new ConcurrentHashMap<>();
    private final Map<Direction, BlockingQueue<DrawnKey>> waiting =
            Map.of(Direction.A_TO_B, new LinkedBlockingQueue<>(), Direction.B_TO_A, new LinkedBlockingQueue<>());
    private final Set<String> values = ConcurrentHashMap.newKeySet();
    private final Set<String> fetched = ConcurrentHashMap.newKeySet();
    private final Set<String> uncertain = ConcurrentHashMap.newKeySet();
    private final Map<Breach, Queue<String>> breaches = new EnumMap<>(Breach.class);
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    Ledger() {
        for (Breach breach : Breach.values()) {
            breaches.put(breach, new ConcurrentLinkedQueue<>());
        }
    }

    void stored(String site, KmipObject object) {
        List<KmipObject> all = objects.get(site);
        synchronized (all) {
            all.add(object);
        }
    }

    void accepted(String site, long sequence) {
        blocks.get(site).add(sequence);
    }

    void drew(DrawnKey key) {
        if (drawn.put(key.identifier(), key) != null) {
            breach(Breach.TWICE, "key_ID " + key.identifier() + " was given out twice");
        }
        if (!values.add(key.value())) {
            breach(Breach.TWICE, "the value of " + key.identifier() + " was given out before");
        }
        waiting.get(key.direction()).add(key);
    }

    void fetched(DrawnKey key, String value) {
        if (!key.value().equals(value)) {
            breach(Breach.LOST, "key " + key.identifier() + " differs between its master and its slave");
        }
        if (!fetched.add(key.identifier())) {
            breach(Breach.TWICE, "key " + key.identifier() + " was given to its slave twice");
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
            breach(Breach.LOST, "key " + key.identifier() + " is lost: " + answer);
        }
    }

    /** Not asked for properly yet: the slave's site could not serve. */
    void notYet(DrawnKey key) {
        waiting.get(key.direction()).add(key);
    }

    void breach(Breach kind, String what) {
        breaches.get(kind).add(what);
    }

    /** The drill itself went wrong, for example a caller ended: it has not passed then. */
    void trouble(String what) {
        troubles.add(what);
    }

    int breaches(Breach kind) {
        return breaches.get(kind).size();
    }

    /** Every breach and trouble, in words. */
    List<String> findings() {
        List<String> all = new ArrayList<>(troubles);
        breaches.forEach((kind, found) -> found.forEach(what -> all.add(kind.name().toLowerCase(java.util.Locale.ROOT) + ": " + what)));
        return all;
    }

    List<KmipObject> objects(String site) {
        return objectsFrom(site, 0);
    }

    /** Those acknowledged after the first {@code from} ones. */
    List<KmipObject> objectsFrom(String site, int from) {
        List<KmipObject> all = objects.get(site);
        synchronized (all) {
            return new ArrayList<>(all.subList(from, all.size()));
        }
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
