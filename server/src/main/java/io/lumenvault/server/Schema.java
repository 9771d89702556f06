package io.lumenvault.server;

import io.lumenvault.db.Migration;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.server.audit.HsmCheckpointSigner;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings the database's schema up to date, as the role that owns the tables; the node itself works as another. */
final class Schema {

    private static final int CONNECT_SECONDS = 5;

    private Schema() {}

    /** @throws StartupException naming what the database refuses, or that its audit log was taken back: then nothing is written to it */
    static void migrate(SiteConfig config, RootOfTrust hsm) {
        PGSimpleDataSource owner = owner(config.database());
        try {
            try (Connection connection = owner.getConnection()) {
                new RewindCheck(connection, new HsmCheckpointSigner(hsm, Composition.logOrigin(config)).key(),
                        Composition.checkpointHolders(config, hsm), Composition.logFork(config)).check();
            }
            Migration.run(owner, config.database().user());
        } catch (SQLException | FlywayException refused) {
            throw new StartupException("the schema of the database " + config.database().url() + " cannot be brought up to date: "
                    + refused.getMessage());
        }
    }

    /** Where the site names no owner, its one role is it. */
    static PGSimpleDataSource owner(SiteConfig.Database database) {
        if (database.ownerUser().isPresent() != database.ownerPasswordFile().isPresent()) {
            throw new StartupException("set both lumenvault.database.owner-user and lumenvault.database.owner-password-file, or neither");
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setUser(database.ownerUser().orElse(database.user()));
        source.setPassword(SecretFile.text(database.ownerPasswordFile().orElse(database.passwordFile())));
        return source;
    }
}
