package io.lumenvault.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a policy can put under the approval of others. */
public enum ApprovedOperation {
    DESTROY(true), EXPORT(true), ROTATE_MASTER_KEY(false), POLICY_CHANGE(false), ROLE_GRANT(false);

    /** Named by those who plan for it; a rule for what this release cannot do would only seem to guard something. */
    private static final String INJECTION = "injection";

    private final boolean ofObjects;

    ApprovedOperation(boolean ofObjects) {
        this.ofObjects = ofObjects;
    }

    /** As documents write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is done to managed objects, so that a rule can name some of them. */
    public boolean ofObjects() {
        return ofObjects;
    }

    /**
     * The operation of that name, as documents and the site's file write it.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public static ApprovedOperation named(String text) {
        if (text.equals(INJECTION)) {
            throw new IllegalArgumentException("'injection' is not there yet: this release brings no key into a device, "
                    + "so there is nothing to approve");
        }
        return Arrays.stream(values()).filter(operation -> operation.text().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' cannot be put under approval; operations are "
                        + Arrays.stream(values()).map(ApprovedOperation::text).collect(Collectors.joining(", "))));
    }
}
