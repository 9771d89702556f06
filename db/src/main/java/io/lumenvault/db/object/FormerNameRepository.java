package io.lumenvault.db.object;

import io.lumenvault.db.NamedSelect;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Names that an object had before it was replaced and its replacement took them over. Each statement runs in the caller's transaction. */
public final class FormerNameRepository {

    /** Keeps names of an object. */
    public void insert(StatelessSession session, UUID uid, Set<String> names) {
        names.forEach(name -> session.createNativeMutationQuery("insert into former_name (uid, name) values (:uid, :name) on conflict do nothing")
                .setParameter("uid", uid).setParameter("name", name).executeUpdate());
    }

    /** The names of an object that were kept. */
    public Set<String> find(StatelessSession session, UUID uid) {
        NamedSelect select = new NamedSelect("select name from former_name where uid = :uid", Map.of("uid", uid));
        return Set.copyOf(select.list(session, rows -> rows.getString(1)));
    }
}
