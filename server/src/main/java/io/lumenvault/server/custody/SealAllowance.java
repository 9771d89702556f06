package io.lumenvault.server.custody;

import io.lumenvault.db.custody.SealBlock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * The master key generation that new seals are made under, and how many this node may still make. Each seal is an invocation of
 * AES-GCM with a random initialisation vector, of which a key may make 2^32 (NIST SP 800-38D clause 8.3). They are reserved durably in
 * blocks before any of a block is used, so that a crash loses count of none; it leaves the rest of a block unused.
 */
public final class SealAllowance {

    /** The most seals after which a generation is rotated: a quarter of what a key may make. */
    public static final long HIGHEST_LIMIT = 1L << 30;
    public static final long LOWEST_LIMIT = 1L << 10;
    private static final long LARGEST_BLOCK = 1L << 16;
    /** A block is at most this part of the limit, so that the limit means something when it is set low. */
    private static final long BLOCKS_BELOW_LIMIT = 16;

    private final LongFunction<Optional<SealBlock>> reservation;
    private final long limit;
    private final long blockSeals;
    private volatile Block block = new Block(0, 0);

    /** A reserved block in use. */
    private record Block(int generation, AtomicLong left) {
        Block(int generation, long seals) {
            this(generation, new AtomicLong(seals));
        }
    }

    /**
     * @param reservation reserves at most so many seals under the active generation, durably, in a transaction of its own
     * @param limit seals after which a generation is rotated
     */
    public SealAllowance(LongFunction<Optional<SealBlock>> reservation, long limit) {
        this.reservation = Objects.requireNonNull(reservation, "reservation");
        if (limit < LOWEST_LIMIT || limit > HIGHEST_LIMIT) {
            throw new IllegalArgumentException("the limit of seals is " + limit + "; allowed are " + LOWEST_LIMIT + " to " + HIGHEST_LIMIT);
        }
        this.limit = limit;
        this.blockSeals = Math.min(LARGEST_BLOCK, limit / BLOCKS_BELOW_LIMIT);
    }

    /** Seals after which a generation is rotated. */
    public long limit() {
        return limit;
    }

    /** Takes one seal and says under which generation it is to be made. */
    int take() {
        Block present = block;
        return present.left().getAndDecrement() > 0 ? present.generation() : takeFromNext();
    }

    private synchronized int takeFromNext() {
        Block present = block;
        if (present.left().getAndDecrement() > 0) {
            return present.generation();
        }
        // One that waited for a rotation finds the generation before deactivated and cannot see the new one: asked again, it does.
        SealBlock reserved = reservation.apply(blockSeals).or(() -> reservation.apply(blockSeals))
                .orElseThrow(() -> new IllegalStateException("no generation of the master key is active"));
        if (reserved.seals() == 0) {
            throw new IllegalStateException("master key generation " + reserved.generation()
                    + " has made all seals that a key may make (2^32): it must be rotated");
        }
        block = new Block(reserved.generation(), reserved.seals() - 1);
        return reserved.generation();
    }

    /** Gives up what is reserved under any generation but this one: another has become active. */
    public void keepOnly(int active) {
        if (block.generation() != active) {
            block = new Block(0, 0);
        }
    }
}
