package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.db.audit.AuditSearch;
import io.lumenvault.db.audit.LogPosition;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** A cursor is good for whoever was given it, in the search that it was given for, and says nothing. */
class SearchCursorsTest {

    private static final LogPosition POSITION = new LogPosition("18446744073709551615", 42);

    private final SearchCursors cursors = cursors(1);

    @Test
    void open_ofTheSameSearch_isThePosition_whateverTheLimit() {
        String cursor = cursors.seal(POSITION, "bank auditor", search("alice", 10));
        assertEquals(POSITION, cursors.open(cursor, "bank auditor", search("alice", 20)));
        assertNotEquals(cursor, cursors.seal(POSITION, "bank auditor", search("alice", 10)));
    }

    @Test
    void open_ofAnotherSearch_searcher_key_orChanged_isRefused() {
        String cursor = cursors.seal(POSITION, "bank auditor", search("alice", 10));
        refused(cursors, cursor, "bank auditor", search("bob", 10));
        refused(cursors, cursor, "bank auditor", search(null, 10));
        refused(cursors, cursor, "rail auditor", search("alice", 10));
        refused(cursors(2), cursor, "bank auditor", search("alice", 10));
        for (int i = 0; i < cursor.length(); i++) {
            String changed = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'Q' : 'A') + cursor.substring(i + 1);
            refused(cursors, changed, "bank auditor", search("alice", 10));
        }
        refused(cursors, "", "bank auditor", search("alice", 10));
        refused(cursors, "MSAxIDE", "bank auditor", search("alice", 10));
    }

    private static void refused(SearchCursors cursors, String cursor, String searcher, AuditSearch search) {
        assertThrows(IllegalArgumentException.class, () -> cursors.open(cursor, searcher, search), cursor);
    }

    private static SearchCursors cursors(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return new SearchCursors(() -> new SecretKeySpec(key, "AES"), new SecureRandom());
    }

    private static AuditSearch search(String principal, int limit) {
        return new AuditSearch(null, null, principal, null, null, null, null, List.of(), null, limit);
    }
}
