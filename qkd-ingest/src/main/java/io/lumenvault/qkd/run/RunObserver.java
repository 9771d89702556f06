package io.lumenvault.qkd.run;

/** Sees a run as it goes on. */
public interface RunObserver {
    /** Bob has found Alice's clock; says what it is like. Not called where nothing is distilled. */
    default void clock(String found) {
    }

    /** A second has passed. */
    void second(Second second);

    /** A block is finished or discarded. */
    void block(Block block);
}
