package io.lumenvault.db.audit;

import io.lumenvault.db.object.SealedMaterial;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements on the sealed keys of cosigners. */
public final class CosignerRepository {

    public Optional<CosignerKey> find(StatelessSession session, String name) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select name, since, id, public_key, generation, sealed from audit_cosigner where name = ?")) {
                select.setString(1, name);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(new CosignerKey(row.getString(1), row.getLong(2),
                            row.getObject(3, UUID.class), row.getBytes(4), new SealedMaterial(row.getInt(5), row.getBytes(6)))) : Optional.empty();
                }
            }
        });
    }

    /** Adds a key, unless the cosigner has one. */
    public void insert(StatelessSession session, CosignerKey key) {
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into audit_cosigner (name, since, id, public_key, generation, sealed)"
                    + " values (?, ?, ?, ?, ?, ?) on conflict (name) do nothing")) {
                insert.setString(1, key.name());
                insert.setLong(2, key.since());
                insert.setObject(3, key.id());
                insert.setBytes(4, key.publicKey());
                insert.setInt(5, key.sealed().generation());
                insert.setBytes(6, key.sealed().bytes());
                insert.executeUpdate();
            }
        });
    }
}
