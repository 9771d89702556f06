package io.lumenvault.server.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lumenvault.db.audit.AuditRow;
import io.lumenvault.db.audit.AuditScope;
import io.lumenvault.db.audit.AuditSearch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The terms by which entries are found: the words of their bodies, and the columns. Two terms may have one hash: a hash only says where
 * to look.
 *
 * <p>A word is a run of letters, digits and {@code - _ . @ / +} in a value of the body, in lower case; such a run with signs in it is a
 * word as a whole and in its parts. Times are no words: they are searched by their own condition.
 */
final class Terms {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> UNWORDED = Set.of("time", "schema");
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int IDENTIFIER_LENGTH = 36;
    /** The last 16 bits number the QKD keys of one allocation, of which there may be thousands in one entry: they share a term. */
    private static final int SHARED_LENGTH = IDENTIFIER_LENGTH - 4;
    private static final String SIGNS = "-_.@/+";
    private static final String WHOLE = "\0";

    private Terms() {}

    /** The words of a text that somebody searches for; empty when it has none. */
    static List<String> wordsOf(String text) {
        Set<String> words = new LinkedHashSet<>();
        addWords(text, words, false);
        return List.copyOf(words);
    }

    /** Whether a body has all these words. */
    static boolean has(byte[] body, List<String> words) {
        return words.isEmpty() || wordsOfBody(body).containsAll(words);
    }

    /**
     * Adds the hashes of all terms of an entry.
     *
     * @param known texts whose terms have been added before; most texts of a log stand in many of its entries
     */
    static void add(AuditRow row, Set<String> known, Set<Integer> hashes) {
        textsOf(row.body(), text -> {
            if (known.add(text)) {
                Set<String> words = new HashSet<>();
                addWords(text, words, true);
                words.forEach(word -> hashes.add(word(word)));
            }
        });
        row.objects().forEach(object -> hashes.add(object(object)));
        if (known.add(columns(row))) {
            hashes.add(column("principal", row.principal()));
            hashes.add(column("operation", row.operation()));
            hashes.add(column("result", row.result()));
            if (row.link() != null) {
                hashes.add(column("link", row.link()));
            }
            hashes.add(facet(row));
        }
    }

    /** The terms that every entry has that meets the search. */
    static List<Integer> of(AuditSearch search) {
        List<Integer> terms = new ArrayList<>();
        search.words().forEach(word -> terms.add(word(word)));
        if (search.object() != null) {
            terms.add(object(search.object()));
        }
        addColumn("principal", search.principal(), terms);
        addColumn("operation", search.operation(), terms);
        addColumn("result", search.result(), terms);
        addColumn("link", search.link(), terms);
        return terms;
    }

    /** The terms of which every entry within the scope has one. */
    static List<Integer> of(AuditScope scope) {
        return Stream.concat(scope.principals().stream().map(name -> column("principal", name)),
                scope.links().stream().map(link -> column("link", link))).toList();
    }

    private static void addColumn(String column, String value, List<Integer> terms) {
        if (value != null) {
            terms.add(column(column, value));
        }
    }

    private static int word(String word) {
        return hash("w", isIdentifier(word) ? word.substring(0, SHARED_LENGTH) : word);
    }

    private static int column(String column, String value) {
        return hash(column, value);
    }

    private static int object(UUID object) {
        return hash("object", object.toString().substring(0, SHARED_LENGTH));
    }

    /** The term of a combination of columns. */
    static int facet(AuditRow row) {
        return hash("facet", columns(row));
    }

    private static boolean isIdentifier(String word) {
        return word.length() == IDENTIFIER_LENGTH && IDENTIFIER.matcher(word).matches();
    }

    private static String columns(AuditRow row) {
        return String.join(WHOLE, row.principal(), row.protocol(), row.operation(), row.result(), row.link() == null ? "" : row.link());
    }

    private static int hash(String kind, String value) {
        CRC32C crc = new CRC32C();
        crc.update((kind + WHOLE + value).getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    private static Set<String> wordsOfBody(byte[] body) {
        Set<String> words = new HashSet<>();
        textsOf(body, text -> addWords(text, words, true));
        return words;
    }

    private static void textsOf(byte[] body, Consumer<String> texts) {
        try (JsonParser values = JSON.createParser(body)) {
            for (JsonToken token = values.nextToken(); token != null; token = values.nextToken()) {
                if (token == JsonToken.VALUE_STRING && !UNWORDED.contains(String.valueOf(values.currentName()))) {
                    texts.accept(values.getText());
                }
            }
        } catch (IOException noJson) {
            // Nobody but a forger writes such a body: it has the words read so far, and the verification of the log names it.
            return;
        }
    }

    private static void addWords(String text, Set<String> words, boolean parts) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = 0;
        while (at < lower.length()) {
            int start = at;
            while (at < lower.length() && (Character.isLetterOrDigit(lower.charAt(at)) || SIGNS.indexOf(lower.charAt(at)) >= 0)) {
                at++;
            }
            if (at > start) {
                addRun(lower, start, at, words, parts);
            }
            at++;
        }
    }

    private static void addRun(String lower, int from, int to, Set<String> words, boolean parts) {
        int start = from;
        int end = to;
        while (start < end && SIGNS.indexOf(lower.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && SIGNS.indexOf(lower.charAt(end - 1)) >= 0) {
            end--;
        }
        if (start == end) {
            return;
        }
        String run = lower.substring(start, end);
        words.add(run);
        if (parts && !isIdentifier(run)) {
            addParts(run, words);
        }
    }

    private static void addParts(String run, Set<String> words) {
        int start = 0;
        for (int i = 0; i <= run.length(); i++) {
            if (i == run.length() || SIGNS.indexOf(run.charAt(i)) >= 0) {
                if (i > start) {
                    words.add(run.substring(start, i));
                }
                start = i + 1;
            }
        }
    }
}
