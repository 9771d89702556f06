package io.lumenvault.server.lifecycle;

import java.util.Objects;

/**
 * What is to be done with an object without anybody asking.
 *
 * @param kind what
 * @param rule the rule that says so, or null when the object's own dates do
 * @param policyVersion the policy's version
 */
public record Duty(Kind kind, String rule, long policyVersion) {

    /** What the node does by itself. */
    public enum Kind {
        ACTIVATE("Activate"), DEACTIVATE("Deactivate"), ROTATE("Rotate"), DESTROY("Destroy"), RELEASE("Release Hold");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As audit entries name it. */
        public String text() {
            return text;
        }
    }

    public Duty {
        Objects.requireNonNull(kind, "kind");
    }
}
