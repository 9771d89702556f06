package io.lumenvault.db.audit;

import io.lumenvault.db.Columns;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;

/**
 * Statements on the hashes of the Merkle tree, as proofs read them: in tiles of 256, of leaves (level 0) and of complete subtrees of
 * 256, 65,536, ... leaves (level 8, 16, ...), as C2SP {@code tlog-tiles} has them.
 */
public final class NodeRepository {

    /** Hashes in a full tile. */
    public static final int TILE = 256;

    /** The root of the complete subtree of {@code 2^level} leaves that is number {@code index} of its level; levels are multiples of 8. */
    public record Node(int level, long index, byte[] hash) {}

    /** Adds roots of complete subtrees; those that are there stay. */
    public void insert(StatelessSession session, List<Node> nodes) {
        if (nodes.isEmpty()) {
            return;
        }
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into audit_node (level, index, hash)"
                    + " select level, index, hash from unnest(?, ?, ?) as node (level, index, hash) on conflict do nothing")) {
                insert.setArray(1, Columns.of(connection, "smallint", nodes, node -> (short) node.level()));
                insert.setArray(2, Columns.of(connection, "bigint", nodes, Node::index));
                insert.setArray(3, Columns.bytes(connection, nodes, Node::hash));
                insert.executeUpdate();
            }
        });
    }

    /** The hashes of a tile in their order: 256, or as many as there are yet. */
    public List<byte[]> tile(StatelessSession session, int level, long tile) {
        return hashes(session, level, tile * TILE, (tile + 1) * TILE);
    }

    /** The hashes of a level from one index to another, as far as they are there. */
    public List<byte[]> hashes(StatelessSession session, int level, long from, long to) {
        return session.doReturningWork(connection -> {
            String query = level == 0
                    ? "select leaf_hash from audit_leaf where leaf_index >= ? and leaf_index < ? order by leaf_index"
                    : "select hash from audit_node where index >= ? and index < ? and level = ? order by index";
            try (PreparedStatement select = connection.prepareStatement(query)) {
                select.setLong(1, from);
                select.setLong(2, to);
                if (level > 0) {
                    select.setInt(3, level);
                }
                List<byte[]> hashes = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        hashes.add(rows.getBytes(1));
                    }
                }
                return hashes;
            }
        });
    }

    /** The number of nodes of a level. */
    public long count(StatelessSession session, int level) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement count = connection.prepareStatement("select count(*) from audit_node where level = ?")) {
                count.setInt(1, level);
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }
}
