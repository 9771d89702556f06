package io.lumenvault.server.console;

import io.lumenvault.db.Database;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectPosition;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.ground.CalendarInstant;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.KmipEnumeration;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.State;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.vault.Policies;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** What managed objects there are, for those who govern the node; never their material. */
@Path("/console/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Permission.KEY_LIST)
@RunOnVirtualThread
public class KeysResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 10_000;
    private static final String SEPARATOR = "_";

    private final ObjectRepository objects = new ObjectRepository();
    private final ConsoleRequest request;
    private final Database database;
    private final PrincipalDirectory directory;
    private final Policies policies;
    private final Clock clock;

    KeysResource(ConsoleRequest request, Database database, PrincipalDirectory directory, Policies policies, Clock clock) {
        this.directory = directory;
        this.policies = policies;
        this.request = request;
        this.database = database;
        this.clock = clock;
    }

    /** An object's metadata, in KMIP's own words; null where it has none. */
    public record Key(UUID id, String type, String algorithm, Integer bits, String state, String owner, String link, Instant created) {}

    /** The newest objects first; {@code next} is the {@code cursor} of the page after it, or null when there is none. */
    public record Keys(List<Key> keys, String next) {}

    @GET
    public Keys list(@RestQuery String owner, @RestQuery String limit, @RestQuery String cursor) {
        return request.audited("List Keys", () -> {
            int most = limit(limit);
            ObjectPosition behind = cursor == null ? null : position(cursor);
            Instant now = clock.instant();
            Group own = request.group();
            Set<String> owners = own.isNode() ? null : directory.members(own);
            List<ManagedObject> found = database.transaction(session -> objects.list(session, owner, owners, behind, most));
            return new Keys(found.stream().map(object -> key(object, now)).toList(), found.size() < most ? null : text(found.getLast()));
        });
    }

    /** SP 800-57 Part 1 Rev. 5 section 7.3 has a state Suspended, KMIP has not: it is shown in place of the KMIP state. */
    private Key key(ManagedObject object, Instant now) {
        return new Key(object.uid(), text(ObjectType.class, object.objectType()),
                text(CryptographicAlgorithm.class, object.cryptography().algorithm()), object.cryptography().length(),
                object.restrictions().suspended(now) ? "Suspended" : text(State.class, policies.govern(object).state(now).code()),
                object.owner(), object.originLink(), object.dates().initial());
    }

    private static <E extends Enum<E> & KmipEnumeration> String text(Class<E> type, Integer code) {
        return code == null ? null : Enumerations.find(type, code).map(KmipEnumeration::text).orElse(Integer.toString(code));
    }

    /** Where an object stands in the list. */
    private static String text(ManagedObject object) {
        return object.dates().initial() + SEPARATOR + object.uid();
    }

    private static ObjectPosition position(String text) {
        String[] parts = text.split(SEPARATOR);
        try {
            if (parts.length == 2) {
                return new ObjectPosition(CalendarInstant.parse(parts[0]), UUID.fromString(parts[1]));
            }
        } catch (DateTimeException | IllegalArgumentException _) {
            // Said below, like a text of another form.
        }
        throw new VaultException(Reason.INVALID_FIELD, "cursor '" + text + "' cannot be read: write what 'next' of the page before said");
    }

    private static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // Said below, like a number out of range.
        }
        throw new VaultException(Reason.INVALID_FIELD, "limit '" + text + "' cannot be read: write a whole number from 1 to " + HIGHEST_LIMIT);
    }
}
