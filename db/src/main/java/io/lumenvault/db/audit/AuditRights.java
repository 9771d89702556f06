package io.lumenvault.db.audit;

import io.lumenvault.db.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Objects;

/** What the application's own role may do with the audit log's tables. */
public final class AuditRights {

    private final Database database;

    public AuditRights(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** Whether the role can neither change nor delete what is in the log; an owner always can. */
    public boolean insertOnly() {
        return database.transaction(session -> session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                            select not bool_or(has_table_privilege(name, 'UPDATE') or has_table_privilege(name, 'DELETE')
                                or has_table_privilege(name, 'TRUNCATE') or pg_has_role(relowner, 'MEMBER'))
                            from unnest(array['audit_entry', 'audit_leaf', 'audit_node', 'audit_checkpoint', 'audit_tree', 'audit_cosigner',
                                'audit_witnessed', 'audit_refused', 'audit_block', 'audit_facet']) name
                            join pg_class on pg_class.oid = to_regclass(name)""");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }));
    }
}
