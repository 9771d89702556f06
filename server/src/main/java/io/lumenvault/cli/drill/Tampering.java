package io.lumenvault.cli.drill;

import java.util.List;
import java.util.Objects;

/**
 * One way in which a database administrator may change the audit log, as SQL that runs past every trigger. {@code :row} stands for the
 * entry or leaf that is hit, {@code :other} for another one; both are positions of the tree.
 *
 * @param name what is done
 * @param tables whose rows are put back afterwards
 * @param statements what is done, in this order
 */
record Tampering(String name, List<String> tables, List<String> statements) {

    private static final String ENTRY = "audit_entry";
    private static final String LEAF = "audit_leaf";
    private static final String NODE = "audit_node";
    private static final String TREE = "audit_tree";
    private static final String HEAD = "audit_checkpoint";
    private static final String THE_ENTRY = " where seq = (select seq from audit_leaf where leaf_index = :row)";
    private static final String OTHER_ENTRY = "(select e.%1$s from audit_entry e join audit_leaf l on l.seq = e.seq where l.leaf_index = :other)";
    private static final String A_HEAD = " where size = (select min(size) from audit_checkpoint where size >= :row)";

    Tampering {
        Objects.requireNonNull(name, "name");
        tables = List.copyOf(tables);
        statements = List.copyOf(statements);
    }

    /** All of them. */
    static final List<Tampering> ALL = List.of(
            entry("a bit of a body", "body = set_bit(body, (:other * 31) % (length(body) * 8), 1 - get_bit(body, (:other * 31) % (length(body) * 8)))"),
            entry("another entry's body", "body = " + OTHER_ENTRY.formatted("body") + " || ' '::bytea"),
            entry("a shortened body", "body = substr(body, 1, length(body) - 1)"),
            entry("the principal", "principal = principal || 'x'"),
            entry("the operation", "operation = 'Forged'"),
            entry("the result", "result = case result when 'served' then 'refused' else 'served' end"),
            entry("the reason", "reason = coalesce(reason, '') || 'x'"),
            entry("the protocol", "protocol = 'forged'"),
            entry("the link", "link = coalesce(link, '') || 'x'"),
            entry("the objects", "objects = objects || gen_random_uuid()"),
            entry("the event's identifier", "event_id = gen_random_uuid()"),
            entry("the time by a microsecond", "time = time + interval '1 us'"),
            entry("the time by a year", "time = time - interval '1 year'"),
            entry("the number", "seq = seq + 100000000"),
            new Tampering("an entry removed", List.of(ENTRY), List.of("delete from audit_entry" + THE_ENTRY)),
            new Tampering("an entry removed with its leaf", List.of(ENTRY, LEAF),
                    List.of("delete from audit_entry" + THE_ENTRY, "delete from audit_leaf where leaf_index = :row")),
            new Tampering("two entries exchanged", List.of(LEAF), List.of(
                    "update audit_leaf l set seq = -k.seq from audit_leaf k where (l.leaf_index = :row and k.leaf_index = :other)"
                            + " or (l.leaf_index = :other and k.leaf_index = :row)", "update audit_leaf set seq = -seq where seq < 0")),
            new Tampering("an entry slipped in among older ones", List.of(ENTRY), List.of("insert into audit_entry (xid, event_id, time, principal,"
                    + " protocol, operation, result, objects, body) select xid, gen_random_uuid(), time, principal, protocol, operation, result,"
                    + " objects, body from audit_entry" + THE_ENTRY)),
            new Tampering("an entry laid by for later", List.of(ENTRY), List.of("insert into audit_entry (xid, event_id, time, principal, protocol,"
                    + " operation, result, body) values ('900000000', gen_random_uuid(), now(), 'forger', 'kmip', 'Get', 'served', '{}')")),
            new Tampering("a leaf's hash", List.of(LEAF), List.of("update audit_leaf set leaf_hash = sha256(leaf_hash) where leaf_index = :row")),
            new Tampering("a body with its leaf's hash", List.of(ENTRY, LEAF), List.of("update audit_entry set body = body || ' '::bytea" + THE_ENTRY,
                    "update audit_leaf l set leaf_hash = sha256('\\x00'::bytea || e.body) from audit_entry e where e.seq = l.seq and l.leaf_index = :row")),
            new Tampering("a leaf's time", List.of(LEAF), List.of("update audit_leaf set time = time - interval '1 month' where leaf_index = :row")),
            new Tampering("a leaf removed", List.of(LEAF), List.of("delete from audit_leaf where leaf_index = :row")),
            new Tampering("leaves beyond the tree", List.of(LEAF), List.of("insert into audit_leaf (leaf_index, seq, leaf_hash, time)"
                    + " select size + 5, 100000000, sha256('x'), now() from audit_tree")),
            new Tampering("a tree node", List.of(NODE), List.of("update audit_node set hash = sha256(hash) where level = 8 and index = :row / 256 - 1"
                    + " or level = 8 and index = 0 and :row < 512")),
            new Tampering("a tree node removed", List.of(NODE), List.of("delete from audit_node where level = 8 and index = 0")),
            new Tampering("a tree node too many", List.of(NODE), List.of("insert into audit_node (level, index, hash) values (8, 100000 + :row, sha256('x'))")),
            new Tampering("the frontier", List.of(TREE), List.of("update audit_tree set frontier = sha256(frontier) || substr(frontier, 33)")),
            new Tampering("the tree's size", List.of(TREE), List.of("update audit_tree set size = size - 1")),
            new Tampering("a signed head's root", List.of(HEAD), List.of("update audit_checkpoint set root = sha256(root)" + A_HEAD)),
            new Tampering("a signed head's size", List.of(HEAD), List.of("update audit_checkpoint set size = size + 100000000" + A_HEAD)),
            new Tampering("a signed head's time", List.of(HEAD), List.of("update audit_checkpoint set time = time - interval '1 hour'" + A_HEAD)),
            new Tampering("a signature", List.of(HEAD), List.of("update audit_checkpoint set note = overlay(note placing"
                    + " case substr(note, length(note) - 40, 1) when 'A' then 'B' else 'A' end from length(note) - 40 for 1)" + A_HEAD)),
            new Tampering("a cosignature removed", List.of(HEAD), List.of("update audit_checkpoint set note = substr(note, 1,"
                    + " length(note) - strpos(reverse(note), '\u2014'))" + A_HEAD)),
            new Tampering("the last signed head removed", List.of(HEAD), List.of("delete from audit_checkpoint where size = (select max(size) from audit_checkpoint)")));

    private static Tampering entry(String name, String change) {
        return new Tampering(name + " of an entry", List.of(ENTRY), List.of("update audit_entry set " + change + THE_ENTRY));
    }
}
