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
                    "select name, id, public_key, generation, sealed from audit_cosigner where name = ?")) {
                select.setString(1, name);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(new CosignerKey(row.getString(1), row.getObject(2, UUID.class), row.getBytes(3),
                            new SealedMaterial(row.getInt(4), row.getBytes(5)))) : Optional.empty();
                }
            }
        });
    }

    /** Adds a key, unless the cosigner has one. */
    public void insert(StatelessSession session, CosignerKey key) {
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into audit_cosigner (name, id, public_key, generation, sealed)"
                    + " values (?, ?, ?, ?, ?) on conflict (name) do nothing")) {
                insert.setString(1, key.name());
                insert.setObject(2, key.id());
                insert.setBytes(3, key.publicKey());
                insert.setInt(4, key.sealed().generation());
                insert.setBytes(5, key.sealed().bytes());
                insert.executeUpdate();
            }
        });
    }

    /** Replaces the sealed form by one under another generation; false when somebody else has. */
    public boolean reseal(StatelessSession session, CosignerKey before, SealedMaterial after) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update audit_cosigner set generation = ?, sealed = ? where name = ? and generation = ?")) {
                update.setInt(1, after.generation());
                update.setBytes(2, after.bytes());
                update.setString(3, before.name());
                update.setInt(4, before.sealed().generation());
                return update.executeUpdate() == 1;
            }
        });
    }
}
