package io.lumenvault.policy;

import java.util.Locale;

/** What a policy can put under the approval of others. */
public enum ApprovedOperation {
    DESTROY, EXPORT, ROTATE_MASTER_KEY, POLICY_CHANGE, ROLE_GRANT;

    /** As documents write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
