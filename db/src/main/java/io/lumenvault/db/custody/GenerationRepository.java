package io.lumenvault.db.custody;

import io.lumenvault.db.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** Statements on master key generations. Each runs in the caller's transaction. */
public final class GenerationRepository {

    private static final String NOTHING_SEALED = Arrays.stream(SealedTable.values())
            .map(table -> " and not exists (select from " + table.table() + " stored where stored.generation = emptied.generation)")
            .collect(Collectors.joining());
    private static final int MOST_SEALS_BITS = 32;

    /** Whether a constraint with this name was violated by a row sealed under a generation that is gone. */
    public static boolean refusesDestroyed(String constraint) {
        return Arrays.stream(SealedTable.values()).anyMatch(table -> table.generationConstraint().equals(constraint));
    }

    /** All generations, lowest first. */
    public List<Generation> list(StatelessSession session) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select generation, state, created_at, activated_at, deactivated_at, resealed_at, destroyed_at, erased_at, seals
                    from master_key_generation order by generation""");
                    ResultSet rows = select.executeQuery()) {
                List<Generation> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new Generation(rows.getInt(1), GenerationState.of(rows.getString(2)), instant(rows, 3), instant(rows, 4),
                            instant(rows, 5), instant(rows, 6), instant(rows, 7), instant(rows, 8), rows.getLong(9)));
                }
                return found;
            }
        });
    }

    /** The number of the active generation. */
    public Optional<Integer> active(StatelessSession session) {
        return list(session).stream().filter(generation -> generation.state() == GenerationState.ACTIVE).map(Generation::generation)
                .findFirst();
    }

    /**
     * Takes up a generation that the token holds, as pre-active.
     *
     * @return false when it is known already
     */
    public boolean add(StatelessSession session, int generation, Instant created) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    with added as (
                        insert into master_key_generation (generation, state, created_at) values (?, 'pre-active', ?)
                        on conflict (generation) do nothing returning generation)
                    insert into sealing_generation (generation) select generation from added""")) {
                insert.setInt(1, generation);
                insert.setObject(2, Columns.time(created));
                return insert.executeUpdate() == 1;
            }
        });
    }

    /** Whether the generation of this number is the key that was made at this moment: numbers are given by tokens, which may be restored. */
    public boolean knows(StatelessSession session, int generation, Instant created) {
        return list(session).stream().anyMatch(known -> known.generation() == generation && known.created().equals(created));
    }

    /**
     * Makes a pre-active generation the one that seals, in place of the one that is expected to be active.
     *
     * @param expected the active generation, or null where none is expected
     * @return false when either is not in the state expected: the caller must roll back then
     */
    public boolean activate(StatelessSession session, int generation, Integer expected, Instant now) {
        return session.doReturningWork(connection -> {
            if (expected != null && changed(connection, "update master_key_generation set state = 'deactivated', deactivated_at = ? "
                    + "where generation = ? and state = 'active'", now, expected) != 1) {
                return false;
            }
            return changed(connection, "update master_key_generation set state = 'active', activated_at = ? "
                    + "where generation = ? and state = 'pre-active'", now, generation) == 1;
        });
    }

    /**
     * Reserves seals under the active generation: at most {@code wanted}, fewer where the most that a key may make (2^32) is near.
     *
     * @return empty where no generation is active
     */
    public Optional<SealBlock> reserve(StatelessSession session, long wanted) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    with before as (select generation, seals from master_key_generation where state = 'active' for update)
                    update master_key_generation now set seals = least(before.seals + ?, 1::bigint << ?)
                    from before where now.generation = before.generation
                    returning now.generation, now.seals - before.seals""")) {
                update.setLong(1, wanted);
                update.setInt(2, MOST_SEALS_BITS);
                try (ResultSet row = update.executeQuery()) {
                    return row.next() ? Optional.of(new SealBlock(row.getInt(1), row.getLong(2))) : Optional.empty();
                }
            }
        });
    }

    /** Notes that nothing is sealed under a deactivated generation any more, if that is so. */
    public boolean markResealed(StatelessSession session, int generation, Instant now) {
        return session.doReturningWork(connection -> changed(connection, "update master_key_generation emptied set resealed_at = ? "
                + "where generation = ? and state = 'deactivated' and resealed_at is null" + NOTHING_SEALED, now, generation) == 1);
    }

    /**
     * Marks a generation destroyed that does not seal. From then on nothing can be stored that is sealed under it.
     *
     * @param expected the state that it is in: pre-active or deactivated
     * @return false when it is not
     * @throws org.hibernate.exception.ConstraintViolationException while anything is sealed under it
     */
    public boolean destroy(StatelessSession session, int generation, GenerationState expected, Instant now) {
        if (expected != GenerationState.PRE_ACTIVE && expected != GenerationState.DEACTIVATED) {
            throw new IllegalArgumentException("a generation that is " + expected.text() + " is not destroyed; allowed are pre-active and"
                    + " deactivated");
        }
        return session.doReturningWork(connection -> {
            if (changed(connection, "update master_key_generation set state = 'destroyed', destroyed_at = ? "
                    + "where generation = ? and state = '" + expected.text() + "'", now, generation) != 1) {
                return false;
            }
            try (PreparedStatement delete = connection.prepareStatement("delete from sealing_generation where generation = ?")) {
                delete.setInt(1, generation);
                return delete.executeUpdate() == 1;
            }
        });
    }

    /** Notes that the key of a destroyed generation is no longer in the token. */
    public boolean markErased(StatelessSession session, int generation, Instant now) {
        return session.doReturningWork(connection -> changed(connection, "update master_key_generation set erased_at = ? "
                + "where generation = ? and state = 'destroyed' and erased_at is null", now, generation) == 1);
    }

    private static int changed(Connection connection, String statement, Instant now, int generation) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            update.setObject(1, Columns.time(now));
            update.setInt(2, generation);
            return update.executeUpdate();
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
