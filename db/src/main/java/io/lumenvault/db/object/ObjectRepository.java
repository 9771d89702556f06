package io.lumenvault.db.object;

import io.lumenvault.db.NamedSelect;
import io.lumenvault.db.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.hibernate.StatelessSession;

/** Statements on managed objects and their searchable attributes. Each runs in the caller's transaction. */
public final class ObjectRepository {

    private static final int PAGE = 500;

    /** Stores new objects; fails with a constraint violation, and stores none, when an identifier or a name is taken. */
    public void insertAll(StatelessSession session, List<NewRow> rows) {
        session.doWork(connection -> ObjectInsert.run(connection, rows.stream().map(NewRow::object).toList()));
        IndexInsert index = new IndexInsert();
        rows.forEach(row -> index.add(row.object().owner(), row.object().uid(), row.index()));
        index.run(session);
    }

    /** The object, or empty when no object has that identifier. */
    public Optional<ManagedObject> find(StatelessSession session, UUID uid) {
        return findAll(session, List.of(uid)).getFirst();
    }

    /** The same for several objects, in their order. */
    public List<Optional<ManagedObject>> findAll(StatelessSession session, List<UUID> uids) {
        Map<UUID, ManagedObject> found = session.doReturningWork(connection -> ObjectRow.find(connection, uids));
        return uids.stream().map(uid -> Optional.ofNullable(found.get(uid))).toList();
    }

    /** How many bytes attributes and material of some objects have together, without reading them. */
    public long bytes(StatelessSession session, List<UUID> uids) {
        return session.doReturningWork(connection -> ObjectRow.bytes(connection, uids));
    }

    /**
     * Replaces the metadata of an object in one statement that names the version it expects.
     *
     * @return false when the object has changed since {@code read} was read: nothing was written
     */
    public boolean update(StatelessSession session, ManagedObject read, ObjectChange change) {
        return session.doReturningWork(connection -> ObjectUpdate.run(connection, read, change));
    }

    /**
     * Removes the sealed material and marks the object destroyed, in one statement that names the version it expects. Its
     * names become free for new objects.
     *
     * @return false when the object has changed since {@code read} was read: nothing was written
     */
    public boolean destroy(StatelessSession session, ManagedObject read, int destroyedState, Instant now) {
        boolean destroyed = session.createNativeMutationQuery("""
                update managed_object set state = :state, version = version + 1, destroy_date = :now,
                    last_change_date = :now, generation = null, sealed = null
                where uid = :uid and version = :expected""")
                .setParameter("state", (short) destroyedState)
                .setParameter("now", now)
                .setParameter("uid", read.uid())
                .setParameter("expected", read.version())
                .executeUpdate() == 1;
        if (destroyed) {
            session.doReturningWork(connection -> RestrictionRepository.removeArchived(connection, read.uid()));
            session.createNativeMutationQuery("""
                    with forgotten as (delete from object_index where uid = :uid and attribute = :rotation)
                    update object_index set attribute = :freed where uid = :uid and attribute = :name""")
                    .setParameter("rotation", IndexEntry.ROTATION)
                    .setParameter("freed", IndexEntry.NAME_OF_DESTROYED)
                    .setParameter("name", IndexEntry.NAME)
                    .setParameter("uid", read.uid())
                    .executeUpdate();
        }
        return destroyed;
    }

    /**
     * Removes an object as if it had never been, in statements that name the version it expects.
     *
     * @return false when the object has changed since {@code read} was read: then the caller's transaction must not commit
     */
    public boolean remove(StatelessSession session, ManagedObject read) {
        session.createNativeMutationQuery("delete from object_index where uid = :uid").setParameter("uid", read.uid()).executeUpdate();
        session.doReturningWork(connection -> RestrictionRepository.removeArchived(connection, read.uid()));
        return session.createNativeMutationQuery("delete from managed_object where uid = :uid and version = :expected")
                .setParameter("uid", read.uid())
                .setParameter("expected", read.version())
                .executeUpdate() == 1;
    }

    /** Objects that are destroyed here while the token still holds their keys. */
    public List<UUID> tokenKeysLeft(StatelessSession session, int limit) {
        NamedSelect select = new NamedSelect(
                "select uid from managed_object where token_key and destroy_date is not null order by uid limit :limit", Map.of("limit", limit));
        return select.list(session, rows -> rows.getObject(1, UUID.class));
    }

    /** Notes that the token no longer holds the key of a destroyed object. @return false when that is noted already */
    public boolean tokenKeyErased(StatelessSession session, UUID uid) {
        return session.createNativeMutationQuery(
                "update managed_object set token_key = false where uid = :uid and token_key and destroy_date is not null")
                .setParameter("uid", uid)
                .executeUpdate() == 1;
    }

    /** Whether an object still is as it was read; if so, it stays so until the transaction ends. */
    public boolean unchanged(StatelessSession session, ManagedObject read) {
        NamedSelect select = new NamedSelect("select 1 from managed_object where uid = :uid and version = :expected for share",
                Map.of("uid", read.uid(), "expected", read.version()));
        return !select.list(session, rows -> rows.getInt(1)).isEmpty();
    }

    /** Replaces the searchable attributes of an object. */
    public void replaceIndex(StatelessSession session, String owner, UUID uid, List<IndexEntry> index) {
        new IndexReplacement(owner, uid, index).run(session);
    }

    /** Identifiers of the objects that meet the criteria, newest first, ties by identifier. */
    public List<UUID> locate(StatelessSession session, ObjectCriteria criteria) {
        return criteria.limit() == 0 ? List.of() : LocateQuery.of(criteria).list(session);
    }

    /** The same with a further condition on the metadata, which is judged candidate by candidate. */
    public List<UUID> locate(StatelessSession session, ObjectCriteria criteria, Predicate<ManagedObject> further) {
        List<UUID> found = new ArrayList<>();
        if (criteria.limit() == 0) {
            return found;
        }
        int skip = criteria.offset();
        ObjectPosition after = null;
        List<UUID> candidates;
        do {
            candidates = LocateQuery.after(criteria.page(PAGE), after).list(session);
            for (ManagedObject candidate : session.getMultiple(ManagedObject.class, candidates)) {
                // One that has been removed in between is no match, and nothing stands behind it.
                if (candidate == null) {
                    continue;
                }
                after = ObjectPosition.of(candidate);
                if (found.size() < criteria.limit() && further.test(candidate) && skip-- <= 0) {
                    found.add(candidate.uid());
                }
            }
        } while (candidates.size() == PAGE && found.size() < criteria.limit());
        return found;
    }

    /**
     * Objects of all owners that are not destroyed, newest first, ties by identifier, without their material; for those who govern the node.
     *
     * @param owner only this principal's objects, or null
     * @param owners only objects of these principals, or null for those of all
     * @param after where the page before ended, or null for the first
     */
    public List<ManagedObject> list(StatelessSession session, String owner, Set<String> owners, ObjectPosition after, int limit) {
        return session.doReturningWork(connection -> ObjectList.page(connection, owner, owners, after, limit));
    }

    /** Number of objects that are not destroyed. */
    public long count(StatelessSession session) {
        return Tally.total(session, Tally.Kind.OBJECTS);
    }

    /** Number of objects of these principals that are not destroyed. */
    public long count(StatelessSession session, Set<String> owners) {
        return Tally.of(session, Tally.Kind.OBJECTS, owners);
    }
}
