package io.lumenvault.qkd.authentication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One end's durable pool of authentication key. It consists of segments: segment 0 is the pre-shared secret, segment
 * s + 1 the refill from block s. The first half of a segment pays for tags from Alice to Bob, the second half for the
 * other direction; pads are used in order and never twice, because the position is on disk before a pad is lent.
 * What only one end holds after a crash is burned when the two ends next agree.
 */
public final class KeyPool implements AutoCloseable {
    public static final int MINIMUM_SECRET_BYTES = 1024;
    static final String POSITION = "position";
    /** A segment and an offset for each direction. */
    static final int POSITION_BYTES = 2 * (Long.BYTES + Integer.BYTES);
    static final String HASH_KEY = "hash.key";

    private final PoolFiles files;
    private final HandshakeMemory handshake;
    private final boolean alice;
    private final TreeMap<Long, byte[]> segments;
    private final byte[] hashKeys;
    private final TreeSet<Long> shared = new TreeSet<>();
    private long sendSegment;
    private int sendOffset;
    private long receiveSegment;
    private int receiveOffset;

    private KeyPool(PoolFiles files, boolean alice) throws IOException {
        this.files = files;
        this.handshake = new HandshakeMemory(files);
        this.alice = alice;
        this.segments = files.readSegments();
        this.hashKeys = files.read(HASH_KEY);
        byte[] position = files.read(POSITION);
        if (hashKeys == null || position == null) {
            throw new IOException("the authentication pool is incomplete; give both ends a new pre-shared secret");
        }
        ByteBuffer source = ByteBuffer.wrap(position);
        sendSegment = source.getLong();
        sendOffset = source.getInt();
        receiveSegment = source.getLong();
        receiveOffset = source.getInt();
    }

    /**
     * Opens the pool in its folder; a pre-shared secret that the pool has not seen yet starts it afresh, and one that it had before the
     * last one is refused.
     *
     * @param folder state folder of this end alone
     * @param preSharedSecret file of at least 1024 secret bytes, equal at both ends; may be absent once it was taken in
     * @param alice which end this is
     */
    public static KeyPool open(Path folder, Path preSharedSecret, boolean alice) throws IOException {
        PoolFiles files = new PoolFiles(folder);
        PreSharedSecret.takeIn(files, preSharedSecret);
        return new KeyPool(files, alice);
    }

    /** A fresh hash of this end's outgoing messages. */
    public PolynomialHash outgoingHash() {
        return hash(alice);
    }

    /** A fresh hash of the peer's messages. */
    public PolynomialHash incomingHash() {
        return hash(!alice);
    }

    private PolynomialHash hash(boolean fromAlice) {
        int from = fromAlice ? 0 : PolynomialHash.KEY_BYTES;
        byte[] key = Arrays.copyOfRange(hashKeys, from, from + PolynomialHash.KEY_BYTES);
        try {
            return new PolynomialHash(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Numbers of the segments this end holds. */
    public synchronized Set<Long> segments() {
        return new TreeSet<>(segments.keySet());
    }

    /** Begins a session: until {@link #agreed()} pads come only from segments that the peer says it holds too. */
    public synchronized void propose(Set<Long> peer) {
        shared.clear();
        shared.addAll(peer);
        shared.retainAll(segments.keySet());
    }

    /** The proposal has been authenticated: burns what the peer does not hold. */
    public synchronized void agreed() {
        handshake.agreed();
        for (Long id : segments().toArray(Long[]::new)) {
            if (!shared.contains(id)) {
                drop(id);
            }
        }
    }

    /** Both ends hold this segment now. */
    public synchronized void confirm(long segment) {
        if (segments.containsKey(segment)) {
            shared.add(segment);
        }
    }

    /** Takes in the refill of a block; durable on return, lent only after {@link #confirm}. */
    public synchronized void refill(long segment, byte[] key) {
        if (key.length % (2 * WegmanCarter.TAG_BYTES) != 0) {
            throw new IllegalArgumentException("refill of " + key.length + " bytes; a multiple of 32 is needed");
        }
        if (key.length == 0) {
            return;
        }
        try {
            files.writeSegment(segment, key);
        } catch (IOException e) {
            throw new UncheckedIOException("refill of the authentication pool could not be stored", e);
        }
        segments.put(segment, key.clone());
    }

    /**
     * The next pad for a message of this end, written off before it is lent.
     *
     * @throws PoolExhaustedException if none is left that the peer holds too
     */
    public synchronized Pad takeForSending() {
        for (SortedMap<Long, byte[]> rest = segments.tailMap(sendSegment); !rest.isEmpty();
             rest = segments.tailMap(rest.firstKey() + 1)) {
            long id = rest.firstKey();
            int offset = id == sendSegment ? sendOffset : 0;
            if (shared.contains(id) && offset + WegmanCarter.TAG_BYTES <= half(id)) {
                sendSegment = id;
                sendOffset = offset + WegmanCarter.TAG_BYTES;
                persist();
                return new Pad(id, offset, bytes(id, offset, alice));
            }
        }
        throw new PoolExhaustedException();
    }

    /**
     * The pad that the peer says it used.
     *
     * @throws IllegalArgumentException if it was used before or does not exist
     */
    public synchronized Pad lookUp(long segment, int offset) {
        boolean fresh = isFresh(segment, offset);
        boolean exists = segments.containsKey(segment) && offset >= 0 && offset % WegmanCarter.TAG_BYTES == 0
                && offset + WegmanCarter.TAG_BYTES <= half(segment);
        if (!fresh || !exists) {
            throw new IllegalArgumentException("pad " + offset + " of segment " + segment
                    + (exists ? " was used before" : " does not exist"));
        }
        return new Pad(segment, offset, bytes(segment, offset, !alice));
    }

    /** A tag made with this pad was right: neither it nor any before it will be accepted again. */
    public synchronized void accept(Pad pad) {
        accept(pad.segment(), pad.offset());
    }

    /** Likewise for the pad at a place; does nothing where it or a later one was accepted already. */
    public synchronized void accept(long segment, int offset) {
        if (isFresh(segment, offset)) {
            receiveSegment = segment;
            receiveOffset = offset + WegmanCarter.TAG_BYTES;
            persist();
        }
    }

    private boolean isFresh(long segment, int offset) {
        return segment > receiveSegment || segment == receiveSegment && offset >= receiveOffset;
    }

    /** What is kept of how the ends meet. */
    public HandshakeMemory handshake() {
        return handshake;
    }

    /** Bytes left for the direction that has less. */
    public synchronized long remaining() {
        return Math.min(remaining(sendSegment, sendOffset), remaining(receiveSegment, receiveOffset));
    }

    /**
     * Whether it can go on.
     *
     * @param pads how many each direction needs
     * @throws PoolExhaustedException if one has less
     */
    public void require(int pads) {
        if (remaining() < pads * WegmanCarter.TAG_BYTES) {
            throw new PoolExhaustedException();
        }
    }

    private long remaining(long segment, int offset) {
        long bytes = 0;
        for (long id : segments.tailMap(segment).keySet()) {
            bytes += half(id) - (id == segment ? offset : 0);
        }
        return bytes;
    }

    private int half(long id) {
        return segments.get(id).length / 2;
    }

    private byte[] bytes(long id, int offset, boolean fromAlice) {
        int from = offset + (fromAlice ? 0 : half(id));
        return Arrays.copyOfRange(segments.get(id), from, from + WegmanCarter.TAG_BYTES);
    }

    private void persist() {
        ByteBuffer position = ByteBuffer.allocate(POSITION_BYTES);
        position.putLong(sendSegment).putInt(sendOffset).putLong(receiveSegment).putInt(receiveOffset);
        try {
            files.write(POSITION, position.array());
        } catch (IOException e) {
            throw new UncheckedIOException("position of the authentication pool could not be stored", e);
        }
        long done = Math.min(sendSegment, receiveSegment);
        while (!segments.isEmpty() && segments.firstKey() < done) {
            drop(segments.firstKey());
        }
    }

    /** Wipes what is in memory; the files stay. */
    @Override
    public synchronized void close() {
        Arrays.fill(hashKeys, (byte) 0);
        segments.values().forEach(segment -> Arrays.fill(segment, (byte) 0));
        segments.clear();
        shared.clear();
    }

    private void drop(long id) {
        Arrays.fill(segments.remove(id), (byte) 0);
        shared.remove(id);
        try {
            files.deleteSegment(id);
        } catch (IOException e) {
            throw new UncheckedIOException("used authentication key could not be removed", e);
        }
    }
}
