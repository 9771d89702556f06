package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.link.Preparation;

/** Where Alice's distillation finds her records, stretch by stretch in the order of emission. */
@FunctionalInterface
public interface PreparationSource {
    /** The next stretch; waits for it. */
    Preparation next() throws InterruptedException;
}
