package io.lumenvault.cli.drill;

import io.lumenvault.cli.demo.Site;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.client.KmipClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What shows that a full volume has an effect on site A, and that the effect is over. */
final class FullVolumeSigns {

    /** The server has a new head of its log every second when there are new entries. */
    private static final Duration HEAD_STAYS = Duration.ofSeconds(4);
    private static final byte[] PROBE = new byte[32];

    private final DrillSites sites;
    private final Site site;
    private final Path headFile;
    private String head;
    private long headSince;

    FullVolumeSigns(DrillSites sites) {
        this.sites = sites;
        this.site = sites.a();
        this.headFile = sites.folder(site).resolve("state").resolve("audit-checkpoint");
    }

    /** Whether an object can be registered and read. */
    boolean served() throws IOException {
        try (KmipClient client = sites.kmip(site)) {
            client.get(client.register(CanaryFlows.key(PROBE), CanaryFlows.usage()));
            return true;
        } catch (KmipException | IOException _) {
            return false;
        }
    }

    /** No object can be registered or read. */
    boolean refused() throws IOException {
        return !served();
    }

    /** The same after a new segment of the write-ahead log was begun: those that PostgreSQL has in stock would last for long. */
    boolean refusedInNextSegment() throws IOException {
        try {
            execute("select pg_switch_wal()");
        } catch (SQLException _) {
            return refused();
        }
        return false;
    }

    /** Objects are served, but the head of the audit log in the state folder stays as it is. */
    boolean headStays() throws IOException {
        boolean served = served();
        String now = Files.readString(headFile);
        if (!now.equals(head)) {
            head = now;
            headSince = System.nanoTime();
        }
        return served && System.nanoTime() - headSince > HEAD_STAYS.toNanos();
    }

    /** Objects are served, and the head has gone on since it was seen to stay. */
    boolean headGoesOn() throws IOException {
        return served() && !Files.readString(headFile).equals(head);
    }

    /** Has PostgreSQL give back the segments of its log that it needs no more. */
    void shortenLog() throws IOException, SQLException {
        execute("checkpoint");
    }

    private void execute(String statement) throws IOException, SQLException {
        try (Connection connection = AuditRows.connectAsSuperuser(site, site.database().jdbcUrl());
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
