package io.lumenvault.db.approval;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A request under approval.
 *
 * @param operation what is asked, as policy documents name it
 * @param requestHash SHA-256 of the request's canonical form
 * @param requester the principal that asked
 * @param tenant the group of that principal, {@code *} for the node itself
 * @param protocol over which it asked
 * @param objects the objects that the request names
 * @param parameters what else the request says, by name
 * @param required how many must approve
 * @param members who may approve; empty where {@code group} says it
 * @param group the group whose members may, or null
 * @param state as stored; its time may be over all the same
 * @param given how many have approved
 * @param endedAt when it was refused, consumed or ended otherwise, or null
 */
public record ApprovalRow(UUID id, String operation, byte[] requestHash, String requester, String tenant, String protocol,
        List<UUID> objects, Map<String, String> parameters, int required, Set<String> members, String group, ApprovalState state, int given,
        Instant askedAt, Instant expiresAt, Instant endedAt) {

    private static final int SHA_256_BYTES = 32;

    public ApprovalRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(state, "state");
        if (requestHash.length != SHA_256_BYTES) {
            throw new IllegalArgumentException("a request hash has 32 bytes, not " + requestHash.length);
        }
        requestHash = requestHash.clone();
        objects = List.copyOf(objects);
        parameters = Map.copyOf(parameters);
        members = Set.copyOf(members);
    }

    /** A request that nobody has approved yet. */
    public static ApprovalRow asked(UUID id, String operation, byte[] requestHash, String requester, String tenant, String protocol,
            List<UUID> objects, Map<String, String> parameters, int required, Set<String> members, String group, Instant askedAt,
            Instant expiresAt) {
        return new ApprovalRow(id, operation, requestHash, requester, tenant, protocol, objects, parameters, required, members, group,
                ApprovalState.PENDING, 0, askedAt, expiresAt, null);
    }

    @Override
    public byte[] requestHash() {
        return requestHash.clone();
    }

    /** The state at {@code now}: what waits or is approved lasts no longer than its time, whatever the row says. */
    public ApprovalState stateAt(Instant now) {
        boolean open = state == ApprovalState.PENDING || state == ApprovalState.APPROVED;
        return open && !expiresAt.isAfter(now) ? ApprovalState.EXPIRED : state;
    }

    /** The parameters in the order of their names. */
    public Map<String, String> sortedParameters() {
        return new TreeMap<>(parameters);
    }

    /** The same for those who may know of these approvers only. */
    public ApprovalRow withMembers(Set<String> known) {
        return new ApprovalRow(id, operation, requestHash, requester, tenant, protocol, objects, parameters, required, known, group, state,
                given, askedAt, expiresAt, endedAt);
    }
}
