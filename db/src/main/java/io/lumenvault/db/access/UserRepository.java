package io.lumenvault.db.access;

import java.time.Instant;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements on users' identifiers and groups. Each runs in the caller's transaction. */
public final class UserRepository {

    /** Gives a principal its Unique Identifier. */
    public void identify(StatelessSession session, UUID uid, String principal) {
        session.createNativeMutationQuery("insert into user_identifier (uid, principal) values (:uid, :principal)")
                .setParameter("uid", uid).setParameter("principal", principal).executeUpdate();
    }

    /** Adds a group of users; fails with a constraint violation where its tenant has one of that name. */
    public void insertGroup(StatelessSession session, UUID uid, String name, String tenant, String createdBy, Instant now) {
        session.createNativeMutationQuery("""
                insert into user_group (uid, name, group_name, created_by, created_at)
                values (:uid, :name, :tenant, :createdBy, :now)""")
                .setParameter("uid", uid).setParameter("name", name).setParameter("tenant", tenant)
                .setParameter("createdBy", createdBy).setParameter("now", now).executeUpdate();
    }

    /** Takes a user into a group of its tenant. @return false where the tenant has no such group */
    public boolean join(StatelessSession session, UUID group, String tenant, String principal) {
        return session.createNativeMutationQuery("""
                insert into user_group_member (user_group, principal)
                select uid, :principal from user_group where uid = :uid and group_name = :tenant""")
                .setParameter("principal", principal).setParameter("uid", group).setParameter("tenant", tenant).executeUpdate() == 1;
    }
}
