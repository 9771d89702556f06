package io.lumenvault.server.vault;

import io.lumenvault.policy.ApprovedOperation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What a policy would change, by effect: how many objects, and the first of them; the approvals that are needed; and QKD links. */
public final class PolicyEffects {

    private final List<ApprovalChange> approvals = new ArrayList<>();
    private final List<LinkChange> links = new ArrayList<>();
    private final Map<Effect, Affected> affected = new EnumMap<>(Effect.class);
    private final int most;
    private long objects;

    /** @param most identifiers to keep of each effect */
    PolicyEffects(int most) {
        this.most = most;
    }

    /** Who has to approve an operation of the node, in words: before, and under the policy. */
    public record ApprovalChange(String operation, String before, String after) {}

    /** What is said of the key of a QKD link, in words: before, and under the policy. */
    public record LinkChange(String link, String what, String before, String after) {}

    private static final class Affected {
        private long count;
        private final List<UUID> first = new ArrayList<>();
    }

    void counted() {
        objects++;
    }

    void add(Effect effect, UUID uid) {
        Affected of = affected.computeIfAbsent(effect, key -> new Affected());
        of.count++;
        if (of.first.size() < most) {
            of.first.add(uid);
        }
    }

    void addApproval(ApprovedOperation operation, String before, String after) {
        approvals.add(new ApprovalChange(operation.text(), before, after));
    }

    void addLink(String link, String what, String before, String after) {
        links.add(new LinkChange(link, what, before, after));
    }

    /** Changes for the key of QKD links. */
    public List<LinkChange> links() {
        return List.copyOf(links);
    }

    /** Changes of the approvals that operations of the node need. */
    public List<ApprovalChange> approvals() {
        return List.copyOf(approvals);
    }

    /** Objects that were looked at. */
    public long objects() {
        return objects;
    }

    /** Effects that there are. */
    public List<Effect> effects() {
        return List.copyOf(affected.keySet());
    }

    /** Number of objects of an effect. */
    public long count(Effect effect) {
        return affected.containsKey(effect) ? affected.get(effect).count : 0;
    }

    /** The first of them, by identifier. */
    public List<UUID> first(Effect effect) {
        return affected.containsKey(effect) ? List.copyOf(affected.get(effect).first) : List.of();
    }

    /** In short, for the record. */
    public String summary() {
        List<String> parts = new ArrayList<>();
        affected.forEach((effect, of) -> parts.add(of.count + " " + effect.name().toLowerCase(Locale.ROOT)));
        approvals.forEach(change -> parts.add("approval of " + change.operation() + ": " + change.after() + " instead of "
                + change.before()));
        links.forEach(change -> parts.add("link " + change.link() + ", " + change.what() + ": " + change.after() + " instead of "
                + change.before()));
        return parts.isEmpty() ? "nothing changes" : String.join(", ", parts);
    }
}
