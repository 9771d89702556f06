package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.Database;
import io.lumenvault.db.Migration;
import io.lumenvault.db.audit.AuditRepository;
import io.lumenvault.db.audit.AuditRow;
import io.lumenvault.db.audit.AuditScope;
import io.lumenvault.db.audit.AuditSearch;
import io.lumenvault.db.audit.FoundEntry;
import io.lumenvault.db.audit.SearchPage;
import io.lumenvault.db.cluster.PostgresCluster;
import io.lumenvault.db.object.ManagedObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches by random conditions find what reading the whole log finds: before, while and after it is indexed. */
class LogSearchTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final List<String> WORDS = List.of("rare", "common", "half", "never-said", "sae-7", "7", "Zürich");
    private static final int SEARCHES = 60;

    @TempDir
    static Path folder;

    private static final Random RANDOM = new Random(11);
    private static final List<AuditRow> WRITTEN = new ArrayList<>();
    private static final List<UUID> OBJECTS = new ArrayList<>();
    private static PostgresCluster cluster;
    private static SessionFactory sessions;
    private static Database database;

    @BeforeAll
    static void start() throws Exception {
        cluster = PostgresCluster.open(folder.resolve("cluster"), Path.of("target", "postgresql").toAbsolutePath()).start();
        String password = Files.readString(cluster.passwordFile()).strip();
        Migration.run(cluster.ownerConnections(), cluster.user());
        sessions = new HibernatePersistenceConfiguration("test").jdbcUrl(cluster.jdbcUrl()).jdbcUsername(cluster.user())
                .jdbcPassword(password).jdbcPoolSize(4).managedClass(ManagedObject.class).createEntityManagerFactory();
        database = new Database(sessions);
    }

    @AfterAll
    static void stop() throws Exception {
        sessions.close();
        cluster.close();
    }

    @Test
    void search_findsWhatReadingAllFinds_howeverMuchIsIndexed() {
        SearchIndex index = new SearchIndex(database);
        write(300);
        compare();
        write(2500);
        assertEquals(5, index.grow());
        compare();
        write(700);
        compare();
        assertTrue(index.grow() > 0);
        compare();
        assertEquals(0, index.grow());
    }

    private static void write(int number) {
        for (int i = 0; i < number; ) {
            int together = 1 + RANDOM.nextInt(40);
            List<AuditRow> rows = new ArrayList<>();
            for (int j = 0; j < together && i < number; j++, i++) {
                rows.add(row(WRITTEN.size() + rows.size()));
            }
            database.transaction(session -> {
                new AuditRepository().insertAll(session, rows);
                return null;
            });
            WRITTEN.addAll(rows);
        }
    }

    private static AuditRow row(int number) {
        UUID object = UUID.randomUUID();
        OBJECTS.add(object);
        String principal = number % 3 == 0 ? "alice" : number % 50 == 1 ? "sae-" + RANDOM.nextInt(20) : "bob";
        // Two columns that never meet, though each is frequent.
        String operation = principal.equals("alice") ? "Get" : RANDOM.nextBoolean() ? "Create" : "Destroy";
        String said = (number % 2 == 0 ? "half " : "") + (number % 997 == 5 ? "RARE zürich " : "") + "common";
        AuditEvent event = new AuditEvent(new Actor(principal, "certificate", "00"), "127.0.0.1", "kmip", operation,
                number % 10 == 0 ? Result.REFUSED : Result.SERVED, number % 10 == 0 ? "refused: no." + number : null,
                number % 4 == 0 ? "link-ab" : null, number % 5 == 0 ? List.of(object, OBJECTS.get(RANDOM.nextInt(OBJECTS.size()))) : List.of(object),
                Map.of("said", said));
        return EventBody.row(event, UUID.randomUUID(), "A", START.plusMillis(number * 100L - RANDOM.nextInt(300)));
    }

    private static void compare() {
        LogSearch search = new LogSearch(database);
        for (int i = 0; i < SEARCHES; i++) {
            AuditSearch asked = search();
            List<UUID> expected = WRITTEN.reversed().stream().filter(row -> meets(row, asked)).map(AuditRow::eventId).toList();
            List<UUID> found = all(search, asked).stream().map(entry -> entry.row().eventId()).toList();
            assertEquals(expected, found, asked.toString());
        }
    }

    private static List<FoundEntry> all(LogSearch search, AuditSearch asked) {
        List<FoundEntry> found = new ArrayList<>();
        AuditSearch rest = asked;
        while (true) {
            SearchPage page = search.page(rest);
            assertTrue(page.entries().size() <= asked.limit());
            found.addAll(page.entries());
            if (page.next() == null) {
                assertEquals(found.size(), new HashSet<>(found.stream().map(FoundEntry::position).toList()).size());
                return found;
            }
            rest = rest.continuedBefore(page.next());
            // Where entries of others are left out, a page that ends early would tell of them.
            assertTrue(asked.scope() == null || page.entries().size() == asked.limit(), "a short page in the midst");
        }
    }

    private static AuditSearch search() {
        Instant since = RANDOM.nextInt(3) > 0 ? null : START.plusMillis(RANDOM.nextInt(350_000));
        Instant until = RANDOM.nextInt(3) > 0 ? null : START.plusMillis(RANDOM.nextInt(350_000));
        return new AuditSearch(since, until, one("alice", "bob", "sae-7", "nobody"),
                RANDOM.nextInt(6) > 0 ? null : OBJECTS.get(RANDOM.nextInt(OBJECTS.size())), one("link-ab", "link-x"),
                one("Get", "Create", "Destroy"), one("served", "refused"),
                RANDOM.nextInt(3) > 0 ? List.of() : LogSearch.words(WORDS.get(RANDOM.nextInt(WORDS.size())) + " common"), scope(), null,
                RANDOM.nextInt(4) == 0 ? 7 : 1000);
    }

    private static AuditScope scope() {
        return switch (RANDOM.nextInt(4)) {
            case 0 -> new AuditScope(List.of("alice", "sae-7"), List.of("link-x"));
            case 1 -> new AuditScope(List.of("sae-7", "sae-8"), List.of("link-ab"));
            case 2 -> new AuditScope(List.of("nobody"), List.of());
            default -> null;
        };
    }

    private static String one(String... values) {
        return RANDOM.nextInt(3) > 0 ? null : values[RANDOM.nextInt(values.length)];
    }

    private static boolean meets(AuditRow row, AuditSearch asked) {
        return (asked.since() == null || !row.time().isBefore(asked.since()))
                && (asked.until() == null || row.time().isBefore(asked.until()))
                && (asked.principal() == null || asked.principal().equals(row.principal()))
                && (asked.object() == null || row.objects().contains(asked.object()))
                && (asked.link() == null || asked.link().equals(row.link()))
                && (asked.operation() == null || asked.operation().equals(row.operation()))
                && (asked.result() == null || asked.result().equals(row.result()))
                && (asked.scope() == null || asked.scope().principals().contains(row.principal()) 
                    || row.link() != null && asked.scope().links().contains(row.link()))
                && asked.words().stream().allMatch(word -> says(row, word));
    }

    /** By reading the body as words between blanks and signs. */
    private static boolean says(AuditRow row, String word) {
        String body = new String(row.body(), java.nio.charset.StandardCharsets.UTF_8).toLowerCase(java.util.Locale.ROOT);
        return Arrays.asList(body.split("[\"\\s:,]+")).contains(word)
                || Arrays.asList(body.split("[\"\\s:,.-]+")).contains(word);
    }
}
