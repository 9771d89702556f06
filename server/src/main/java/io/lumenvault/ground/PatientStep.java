package io.lumenvault.ground;

import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * A step that is repeated and may fail: a lost database or HSM must not end the repetition. A failure is logged once, not at each
 * repetition.
 */
public final class PatientStep {

    private static final Logger LOG = Logger.getLogger(PatientStep.class);

    private final String name;
    private volatile String lastFailure;

    /** @param name of the work in the node's own log */
    public PatientStep(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /** Takes the step once. */
    public void run(Runnable step) {
        try {
            step.run();
            lastFailure = null;
        } catch (RuntimeException | Error failure) {
            if (!String.valueOf(failure.getMessage()).equals(lastFailure)) {
                lastFailure = String.valueOf(failure.getMessage());
                LOG.warnf("%s waits: %s", name, lastFailure);
            }
        }
    }

    /** Whether it failed when it was taken last. */
    public boolean failing() {
        return lastFailure != null;
    }
}
