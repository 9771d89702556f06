package io.lumenvault.server.access;

import java.util.Set;
import java.util.TreeSet;

/** Which roles one principal may have together: an auditor has no other role, since whoever judges must change nothing. */
public final class SeparationOfDuties {

    private SeparationOfDuties() {}

    /**
     * The same roles.
     *
     * @throws IllegalArgumentException naming the roles that exclude each other
     */
    public static Set<Role> check(Set<Role> roles) {
        if (roles.contains(Role.AUDITOR) && roles.size() > 1) {
            throw new IllegalArgumentException("an auditor has no other role; given were "
                    + String.join(", ", new TreeSet<>(roles).stream().map(Role::configuredName).toList()));
        }
        return Set.copyOf(roles);
    }
}
