package io.lumenvault.qkd.link;

/** Where light ends: Bob's receiver. */
public interface LightDetector {
    /** Measures the next stretch of light. Stretches must follow each other without a hole. */
    DetectionFrame detect(LightFrame light);
}
