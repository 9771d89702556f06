package io.lumenvault.db.audit;

import java.util.List;

/**
 * Whose entries a search may show: those of these principals, and those about these links.
 *
 * @param principals exact names
 * @param links QKD links
 */
public record AuditScope(List<String> principals, List<String> links) {

    public AuditScope {
        principals = List.copyOf(principals);
        links = List.copyOf(links);
    }
}
