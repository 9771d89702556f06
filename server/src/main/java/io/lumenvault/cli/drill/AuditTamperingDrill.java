package io.lumenvault.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.demo.Site;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The audit log of a running site is changed past every trigger, in each way of {@link Tampering} and {@link LogRewrite} in turn at
 * random places, and the site is asked to verify it; then it is put back, the log grows, and it is asked again. Besides, the whole
 * database is taken back to an earlier state between two runs of the server.
 */
final class AuditTamperingDrill implements Drill {

    private static final int ROUNDS = 1000;
    private static final int FIRST_ENTRIES = 700;
    /** Of so many rounds one is a rewind of the whole database, with restarts of the server. */
    private static final int ROUNDS_A_REWIND = 250;
    private static final int TOLD_EVERY = 100;
    private static final long SEED = 20260102;

    @Override
    public String name() {
        return "audit-tampering";
    }

    @Override
    public String title() {
        return "random changes of the audit log in the database, rewinds included: every one is found, and no clean log is accused";
    }

    @Override
    public int defaultRounds() {
        return ROUNDS;
    }

    @Override
    public DrillReport run(DrillOptions options) throws Exception {
        try (DrillSites sites = DrillSites.open(options)) {
            sites.a().start();
            return new Run(options, sites).run();
        }
    }

    /** One run. */
    private static final class Run {

        private final DrillOptions options;
        private final DrillSites sites;
        private final Site site;
        private final Random random = new Random(SEED);
        private final Map<String, Integer> byKind = new TreeMap<>();
        private final List<String> findings = new ArrayList<>();
        private int detected;
        private int missed;
        private int clean;
        private int falseAlarms;
        private int rewinds;
        private int rewindsRefused;

        Run(DrillOptions options, DrillSites sites) {
            this.options = options;
            this.sites = sites;
            this.site = sites.a();
        }

        DrillReport run() throws Exception {
            try (HttpsCaller auditor = sites.https(site, "auditor"); TamperedDatabase database = new TamperedDatabase(site)) {
                for (int i = 0; i < FIRST_ENTRIES; i++) {
                    auditor.get("/console/v1/audit?limit=1");
                }
                awaitSigned(database, FIRST_ENTRIES);
                for (int round = 0; round < options.rounds(); round++) {
                    tamper(round, auditor, database);
                    checkClean(auditor);
                    if ((round + 1) % TOLD_EVERY == 0) {
                        options.out().printf("%d of %d rounds%n", round + 1, options.rounds());
                    }
                }
            }
            for (int i = 0; i < Math.max(1, options.rounds() / ROUNDS_A_REWIND); i++) {
                rewindDatabase();
            }
            return DrillReport.of(options.rounds()).some("tamperings found", detected).zero("tamperings not found", missed)
                    .count("ways of tampering", byKind.size()).some("clean runs", clean).zero("false alarms", falseAlarms)
                    .some("rewinds of the whole database", rewinds).zero("servers that started on a rewound database", rewinds - rewindsRefused)
                    .findings(findings).build();
        }

        private void tamper(int round, HttpsCaller auditor, TamperedDatabase database) throws Exception {
            long size = database.signed();
            int kind = round % (Tampering.ALL.size() + 2);
            TamperedDatabase.Look look = () -> fault(auditor);
            String said;
            String name;
            if (kind == Tampering.ALL.size()) {
                name = "the log taken back to an earlier size";
                long back = 1 + random.nextLong(size - 1);
                said = database.changed(TamperedDatabase.LOG_TABLES, connection -> new LogRewrite(connection).rewind(back), look);
            } else if (kind > Tampering.ALL.size()) {
                name = "an entry changed and the whole tree computed anew";
                long leaf = random.nextLong(size);
                said = database.changed(TamperedDatabase.LOG_TABLES, connection -> new LogRewrite(connection).recompute(leaf), look);
            } else {
                Tampering tampering = Tampering.ALL.get(kind);
                name = tampering.name();
                long row = random.nextLong(size);
                long other = (row + 1 + random.nextLong(size - 1)) % size;
                said = database.changed(tampering.tables(), connection -> execute(connection, tampering, row, other), look);
            }
            byKind.merge(name, 1, Integer::sum);
            if (said == null) {
                missed++;
                findings.add("not found: " + name + " (round " + round + ")");
            } else {
                detected++;
            }
        }

        private static void execute(Connection connection, Tampering tampering, long row, long other) throws java.sql.SQLException {
            try (Statement statement = connection.createStatement()) {
                for (String sql : tampering.statements()) {
                    statement.execute(sql.replace(":row", Long.toString(row)).replace(":other", Long.toString(other)));
                }
            }
        }

        /** The log has grown by at least one entry, and nobody has touched it. */
        private void checkClean(HttpsCaller auditor) throws Exception {
            auditor.get("/console/v1/audit?limit=1");
            String fault = fault(auditor);
            clean++;
            if (fault != null) {
                falseAlarms++;
                findings.add("false alarm: " + fault);
            }
        }

        private static String fault(HttpsCaller auditor) throws IOException, InterruptedException {
            HttpsCaller.Answer answer = auditor.get("/console/v1/audit/verify");
            if (answer.status() != 200) {
                throw new IOException("the site does not verify its log: " + answer.status() + " " + answer.text());
            }
            JsonNode report = answer.json();
            if (!report.has("fault")) {
                throw new IOException("the site's verdict on its log is cut off");
            }
            JsonNode fault = report.path("fault");
            return fault.isNull() ? null : fault.asText();
        }

        private static void awaitSigned(TamperedDatabase database, long entries) throws Exception {
            for (int i = 0; database.signed() < entries; i++) {
                if (i == 100) {
                    throw new IOException("the log's head is not signed");
                }
                Thread.sleep(100);
            }
        }

        /** A copy of the database is taken, the log grows, and the server finds the copy in the place of the database. */
        private void rewindDatabase() throws Exception {
            site.stopServer();
            administer("create database earlier template lumenvault owner lumenvault_owner");
            site.startServer();
            try (HttpsCaller auditor = sites.https(site, "auditor")) {
                auditor.get("/console/v1/audit?limit=1");
            }
            site.stopServer();
            administer("alter database lumenvault rename to present", "alter database earlier rename to lumenvault");
            rewinds++;
            try {
                site.startServer();
                findings.add("the server started on a rewound database");
                site.stopServer();
            } catch (IOException | io.lumenvault.cli.CommandFailure refused) {
                if (refused.getMessage().contains("audit log rolled back from")) {
                    rewindsRefused++;
                } else {
                    findings.add("the server refused a rewound database for another reason: " + refused.getMessage());
                }
            }
            administer("drop database lumenvault", "alter database present rename to lumenvault");
            site.startServer();
            try (HttpsCaller auditor = sites.https(site, "auditor")) {
                checkClean(auditor);
            }
        }

        private void administer(String... statements) throws Exception {
            try (Connection connection = AuditRows.connectAsSuperuser(site, site.database().jdbcUrl("postgres"));
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }
    }
}
