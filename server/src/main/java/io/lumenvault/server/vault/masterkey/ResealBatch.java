package io.lumenvault.server.vault.masterkey;

import io.lumenvault.db.Database;
import io.lumenvault.db.custody.DamagedSealRepository;
import io.lumenvault.db.custody.ResealRepository;
import io.lumenvault.db.custody.Resealed;
import io.lumenvault.db.custody.SealedRow;
import io.lumenvault.db.custody.SealedTable;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.CustodyException;
import io.lumenvault.server.custody.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hibernate.StatelessSession;

/**
 * Seals some rows of a table anew: opens each, seals it under the active generation and writes it back. A row that cannot be opened
 * stays as it is, which keeps its generation from being destroyed; it is noted, and named in the audit log when it is first found.
 */
final class ResealBatch {

    /** The most seals in a batch, unless one alone is larger: a row takes up to a megabyte, and each lane holds its batch several times. */
    static final long MOST_BYTES = 2 << 20;
    /** Rows named in one audit entry. */
    private static final int NAMED = 100;

    private final ResealRepository rows = new ResealRepository();
    private final DamagedSealRepository damagedSeals = new DamagedSealRepository();
    private final Database database;
    private final AuditLog audit;
    private final Custody custody;

    ResealBatch(Database database, AuditLog audit, Custody custody) {
        this.database = Objects.requireNonNull(database, "database");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.custody = Objects.requireNonNull(custody, "custody");
    }

    /** @return the number of rows replaced: those that others are changing now are left out */
    int run(SealedTable table, List<SealedRow> found, int active) {
        List<Resealed> anew = new ArrayList<>(found.size());
        List<SealedRow> damaged = new ArrayList<>();
        for (SealedRow row : found) {
            try {
                anew.add(new Resealed(row, custody.reseal(row.id(), kind(table), row.material())));
            } catch (CustodyException unopened) {
                damaged.add(row);
            }
        }
        if (!damaged.isEmpty()) {
            database.transaction(session -> {
                record(session, table, damagedSeals.note(session, table, damaged));
                return null;
            });
        }
        return anew.isEmpty() ? 0 : database.transaction(session -> {
            int replaced = rows.replace(session, table, anew);
            audit.append(session, event(Result.SERVED, table, active).with("rows", Integer.toString(replaced)));
            return replaced;
        });
    }

    private void record(StatelessSession session, SealedTable table, List<SealedRow> first) {
        Map<Integer, List<SealedRow>> byGeneration = new TreeMap<>();
        first.forEach(row -> byGeneration.computeIfAbsent(row.material().generation(), _ -> new ArrayList<>()).add(row));
        byGeneration.forEach((generation, all) -> {
            for (int from = 0; from < all.size(); from += NAMED) {
                List<SealedRow> named = all.subList(from, Math.min(all.size(), from + NAMED));
                audit.append(session, event(Result.FAILED, table, generation)
                        .withReason(Result.FAILED, "sealed records cannot be opened")
                        .withObjects(named.stream().map(SealedRow::id).toList())
                        .with("rows", Integer.toString(named.size())));
            }
        });
    }

    /** @param generation that the rows are sealed under: the new one where they are served, the old one where they fail */
    private static AuditEvent event(Result result, SealedTable table, int generation) {
        return AuditEvent.system("custody", "Reseal", result, null,
                Map.of("table", table.name(), "generation", Integer.toString(generation)));
    }

    private static Kind kind(SealedTable table) {
        return switch (table) {
            case MANAGED_OBJECT, ARCHIVED_OBJECT -> Kind.MANAGED_OBJECT;
            case QKD_CHUNK -> Kind.QKD_CHUNK;
            case AUDIT_COSIGNER -> Kind.AUDIT_COSIGNER;
            case USER_CREDENTIAL -> Kind.USER_CREDENTIAL;
        };
    }
}
