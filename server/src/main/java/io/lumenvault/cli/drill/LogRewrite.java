package io.lumenvault.cli.drill;

import io.lumenvault.tlog.MerkleTree;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a database administrator with a program can do: take the log back to an earlier size, or change an entry and compute the whole
 * tree anew. Everything in the database agrees with itself afterwards; only what is signed or held elsewhere does not.
 */
final class LogRewrite {

    private final Connection connection;

    LogRewrite(Connection connection) {
        this.connection = connection;
    }

    /** Takes the log back to its first leaves, as a restored older database has them. */
    void rewind(long size) throws SQLException {
        execute("delete from audit_entry where seq in (select seq from audit_leaf where leaf_index >= " + size + ")");
        execute("delete from audit_entry e where not exists (select 1 from audit_leaf l where l.seq = e.seq)");
        execute("delete from audit_leaf where leaf_index >= " + size);
        execute("delete from audit_node where (index + 1) << level > " + size);
        execute("delete from audit_checkpoint where size > " + size);
        setTree(recomputed(false));
    }

    /** Changes the body and the columns of an entry and computes all that follows from it. */
    void recompute(long leaf) throws SQLException {
        execute("update audit_entry set principal = 'somebody', body = convert_to(replace(convert_from(body, 'UTF8'),"
                + " '\"principal\":\"' || principal || '\"', '\"principal\":\"somebody\"'), 'UTF8')"
                + " where seq = (select seq from audit_leaf where leaf_index = " + leaf + ")");
        execute("update audit_leaf l set leaf_hash = sha256('\\x00'::bytea || e.body) from audit_entry e where e.seq = l.seq and l.leaf_index = " + leaf);
        execute("delete from audit_node");
        setTree(recomputed(true));
    }

    private MerkleTree recomputed(boolean storeNodes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into audit_node (level, index, hash) values (?, ?, ?)");
                Statement select = connection.createStatement();
                ResultSet leaves = select.executeQuery("select leaf_hash from audit_leaf where leaf_index < (select size from audit_tree) order by leaf_index")) {
            MerkleTree tree = new MerkleTree((level, index, hash) -> {
                if (storeNodes && level % 8 == 0) {
                    store(insert, level, index, hash);
                }
            });
            while (leaves.next()) {
                tree.append(leaves.getBytes(1));
            }
            return tree;
        }
    }

    private static void store(PreparedStatement insert, int level, long index, byte[] hash) {
        try {
            insert.setInt(1, level);
            insert.setLong(2, index);
            insert.setBytes(3, hash);
            insert.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void setTree(MerkleTree tree) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update audit_tree set size = ?, frontier = ?")) {
            update.setLong(1, tree.size());
            update.setBytes(2, tree.frontier());
            update.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
