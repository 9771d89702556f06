package io.lumenvault.policy;

import java.util.Objects;
import java.util.Set;

/**
 * What a policy says of the QKD links that it names; null where it says nothing.
 *
 * @param id names the rule in audit entries and refusals; unique in its document
 * @param links the links; empty for all
 * @param maximumAge age of a block, counted from the time its module gave it, at which what is left of it is destroyed at both ends
 * @param reserveFloor bits that each end keeps in its part of the pool
 * @param privileged masters (SAEs and principals) that may draw from the reserve too
 * @param bitsPerDay bits that each master may draw in a day (UTC)
 * @param qberLimit quantum bit error rate from which on a block is quarantined, 0 to 1
 * @param quarantineOnAlarm whether blocks that come while the link is in alarm are quarantined
 * @param deliveredOnce true: a managed object of the link is given out once (keys by ETSI GS QKD 014 always are); false: repeatedly
 * @param deletedAfterSupply true: material is destroyed once it was given to all who are entitled to it, that of managed objects
 *     included; false: sealed material stays until its maximum age
 */
public record LinkRule(String id, Set<String> links, Span maximumAge, Long reserveFloor, Set<String> privileged, Long bitsPerDay,
        Double qberLimit, Boolean quarantineOnAlarm, Boolean deliveredOnce, Boolean deletedAfterSupply) {

    public LinkRule {
        Objects.requireNonNull(id, "id");
        links = Set.copyOf(links);
        privileged = Set.copyOf(privileged);
    }

    /** Whether the rule is for a link. */
    public boolean matches(String link) {
        return links.isEmpty() || links.contains(link);
    }
}
