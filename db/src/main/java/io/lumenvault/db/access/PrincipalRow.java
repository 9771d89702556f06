package io.lumenvault.db.access;

import java.time.Instant;
import java.util.List;

/**
 * A principal that an officer made.
 *
 * @param name its name
 * @param group the group it belongs to, {@code *} for the node itself
 * @param roles names of its roles
 * @param createdBy name of the officer
 * @param createdAt when
 * @param disabledAt since when it may do nothing any more, or null
 */
public record PrincipalRow(String name, String group, List<String> roles, String createdBy, Instant createdAt, Instant disabledAt) {

    public PrincipalRow {
        roles = List.copyOf(roles);
    }
}
