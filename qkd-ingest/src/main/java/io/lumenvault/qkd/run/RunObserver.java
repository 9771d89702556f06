package io.lumenvault.qkd.run;

/** Sees a run as it goes on. */
public interface RunObserver {
    /** A second has passed. */
    void second(Second second);

    /** A block is finished or discarded. */
    void block(Block block);
}
