package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.link.DetectionFrame;

/** Where Bob's distillation finds his detections, stretch by stretch. */
@FunctionalInterface
public interface DetectionSource {
    /** The next stretch; waits for it. */
    DetectionFrame next() throws InterruptedException;

    /** Whether {@link #next} has a stretch to give without waiting; then it may be announced ahead. */
    default boolean ready() {
        return false;
    }
}
