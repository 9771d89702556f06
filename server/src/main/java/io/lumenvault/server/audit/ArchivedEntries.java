package io.lumenvault.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.db.Database;
import io.lumenvault.db.audit.AuditSearch;
import io.lumenvault.db.audit.FoundEntry;
import io.lumenvault.db.audit.LogPosition;
import io.lumenvault.db.audit.NodeRepository;
import io.lumenvault.db.audit.SearchPage;
import io.lumenvault.tlog.MerkleHasher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.ZipFile;

/** Entries about a key in archives of months. Those that are at hand are read through, which takes as long as they are large. */
public final class ArchivedEntries {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1000;

    private final NodeRepository nodes = new NodeRepository();
    private final Database database;
    private final LogSearch search;
    private final LogIdentity identity;
    private final Path folder;

    /**
     * @param identity who has signed the archives
     * @param folder where they are, as far as they are at hand
     */
    public ArchivedEntries(Database database, LogSearch search, LogIdentity identity, Path folder) {
        this.database = Objects.requireNonNull(database, "database");
        this.search = Objects.requireNonNull(search, "search");
        this.identity = Objects.requireNonNull(identity, "identity");
        this.folder = Objects.requireNonNull(folder, "folder");
    }

    /**
     * What was found.
     *
     * @param events bodies by their leaves
     * @param unread months whose archives are not at hand, or do not hold what the log has: they may have more
     */
    public record Found(Map<Long, byte[]> events, List<String> unread) {}

    /**
     * Those that name the key, or tell of its allocation.
     *
     * @param allocation the QKD allocation that the key is of, or null
     */
    Found of(UUID key, UUID allocation) {
        Map<Long, byte[]> events = new TreeMap<>();
        List<String> unread = months().stream().filter(month -> !read(month, key, allocation, events)).toList();
        return new Found(events, unread);
    }

    /** The months of which the log records archives. */
    public List<String> months() {
        TreeSet<String> months = new TreeSet<>();
        AuditSearch rest = new AuditSearch(null, null, Actor.system("audit").name(), null, null, ArchivedMonth.OPERATION, Result.SERVED.text(),
                List.of(), null, PAGE);
        LogPosition next;
        do {
            SearchPage page = search.page(rest);
            page.entries().stream().map(FoundEntry::row).flatMap(row -> ArchivedMonth.declaredBy(row).stream())
                    .filter(month -> month.signedBy(identity.signer().key(), identity.origin())).forEach(month -> months.add(month.month()));
            next = page.next();
            rest = next == null ? rest : rest.continuedBefore(next);
        } while (next != null);
        return List.copyOf(months);
    }

    private boolean read(String month, UUID key, UUID allocation, Map<Long, byte[]> events) {
        Path file = new MonthArchive(folder, YearMonth.parse(month)).file();
        if (!Files.exists(file)) {
            return false;
        }
        try (ZipFile zip = new ZipFile(file.toFile()); BufferedReader lines = new BufferedReader(
                new InputStreamReader(zip.getInputStream(zip.getEntry(MonthArchive.ENTRIES)), StandardCharsets.UTF_8))) {
            boolean whole = true;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(key.toString()) || allocation != null && line.contains(allocation.toString())) {
                    int at = line.indexOf(MonthArchive.BODY_START);
                    long index = Long.parseLong(line.substring(MonthArchive.LINE_START.length(), at));
                    byte[] body = line.substring(at + MonthArchive.BODY_START.length(), line.length() - 1).getBytes(StandardCharsets.UTF_8);
                    boolean genuine = isLeaf(index, body);
                    if (genuine && concerns(body, key, allocation)) {
                        events.put(index, body);
                    }
                    whole &= genuine;
                }
            }
            return whole;
        } catch (IOException | IllegalArgumentException | NullPointerException | IndexOutOfBoundsException damaged) {
            return false;
        }
    }

    private boolean isLeaf(long index, byte[] body) {
        List<byte[]> leaf = database.transaction(session -> nodes.hashes(session, 0, index, index + 1));
        return !leaf.isEmpty() && Arrays.equals(leaf.getFirst(), new MerkleHasher().leaf(body));
    }

    /** As the search of what stands in the database has it. */
    private static boolean concerns(byte[] body, UUID key, UUID allocation) throws IOException {
        for (JsonNode object : JSON.readTree(body).path("objects")) {
            if (object.asText().equals(key.toString())) {
                return true;
            }
        }
        return allocation != null && Terms.has(body, LogSearch.words(allocation.toString()));
    }
}
