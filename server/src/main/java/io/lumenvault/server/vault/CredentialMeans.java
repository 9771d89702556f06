package io.lumenvault.server.vault;

import io.lumenvault.db.access.CredentialRow;
import io.lumenvault.db.access.PasswordHash;
import io.lumenvault.server.access.PasswordVerifier;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a user logs in by, without what is withdrawn.
 *
 * @param passwordEnough whether a password is enough: it is not for one that has, or had, one-time passwords
 */
record CredentialMeans(List<Password> passwords, List<UUID> oneTime, List<UUID> hashed, boolean passwordEnough) {

    /** What tells a password. */
    record Password(UUID credential, PasswordVerifier verifier) {

        static Password of(UUID credential, PasswordHash kept) {
            return new Password(credential, new PasswordVerifier(kept.salt(), kept.iterations(), kept.value()));
        }
    }

    CredentialMeans {
        passwords = List.copyOf(passwords);
        oneTime = List.copyOf(oneTime);
        hashed = List.copyOf(hashed);
    }

    /** Of a principal of the configuration file. */
    static CredentialMeans configured(Optional<Password> password) {
        return new CredentialMeans(password.stream().toList(), List.of(), List.of(), true);
    }

    /** Of a user. @param all its credentials, withdrawn ones included */
    static CredentialMeans of(List<CredentialRow> all) {
        List<CredentialRow> live = all.stream().filter(row -> row.withdrawnAt() == null).toList();
        return new CredentialMeans(
                live.stream().filter(row -> row.password() != null).map(row -> Password.of(row.uid(), row.password())).toList(),
                of(live, CredentialRow.ONE_TIME_PASSWORD), of(live, CredentialRow.HASHED_PASSWORD),
                of(all, CredentialRow.ONE_TIME_PASSWORD).isEmpty());
    }

    private static List<UUID> of(List<CredentialRow> rows, String type) {
        return rows.stream().filter(row -> row.type().equals(type)).map(CredentialRow::uid).toList();
    }
}
