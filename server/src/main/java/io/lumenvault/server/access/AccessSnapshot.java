package io.lumenvault.server.access;

import io.lumenvault.db.access.PrincipalRow;
import io.lumenvault.db.access.TokenRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What officers have made, as it was read at one moment.
 *
 * @param version number of the last change that it holds
 * @param principals rows of the principals
 * @param accounts the same by name
 * @param certificates names by the fingerprint of a certificate that is bound to them
 * @param bound names to which certificates are, or have been, bound
 * @param revoked certificates that stand for nobody any more
 * @param tokens service tokens by identifier
 */
record AccessSnapshot(long version, List<PrincipalRow> principals, Map<String, Account> accounts, Map<String, String> certificates,
        Set<String> bound, Revocations revoked, Map<UUID, TokenRow> tokens) {

    static final AccessSnapshot EMPTY = of(-1, List.of(), Map.of(), Revocations.NONE, List.of());

    static AccessSnapshot of(long version, List<PrincipalRow> principals, Map<String, String> certificates,
            Revocations revoked, List<TokenRow> tokens) {
        return new AccessSnapshot(version, List.copyOf(principals),
                principals.stream().map(AccessSnapshot::account).collect(Collectors.toUnmodifiableMap(Account::name, Function.identity())),
                Map.copyOf(certificates),
                Stream.concat(certificates.values().stream(), revoked.bound().stream()).collect(Collectors.toUnmodifiableSet()), revoked,
                tokens.stream().collect(Collectors.toUnmodifiableMap(TokenRow::id, Function.identity())));
    }

    private static Account account(PrincipalRow row) {
        return new Account(row.name(), new Group(row.group()), row.disabledAt() != null ? Set.of()
                : row.roles().stream().map(Role::named).collect(Collectors.toSet()));
    }
}
