package io.lumenvault.server;

import io.lumenvault.db.Database;
import io.lumenvault.server.access.Account;
import io.lumenvault.server.access.CertificateName;
import io.lumenvault.server.access.CertificateRule;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.HttpAuthentication;
import io.lumenvault.server.access.OidcSettings;
import io.lumenvault.server.access.OidcTokens;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.access.StoredAccess;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.vault.Approvals;
import io.lumenvault.server.vault.ConfiguredPasswords;
import io.lumenvault.server.vault.CredentialChanges;
import io.lumenvault.server.vault.CredentialLogin;
import io.lumenvault.server.vault.Credentials;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.OfficerBootstrap;
import io.lumenvault.server.vault.PrincipalChanges;
import io.lumenvault.server.vault.Reprovisioning;
import io.lumenvault.server.vault.SecretCredentials;
import io.lumenvault.server.vault.ServiceTokens;
import io.lumenvault.server.vault.Users;
import io.lumenvault.server.vault.Vault;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/** Wires what has to do with callers and their rights. */
@Singleton
class AccessComposition {

    @Produces
    @Singleton
    PrincipalDirectory principals(SiteConfig config) {
        return directory(config);
    }

    @Produces
    @Singleton
    StoredAccess stored(Database database, PrincipalDirectory directory) {
        return new StoredAccess(database, directory);
    }

    void close(@Disposes StoredAccess stored) {
        stored.close();
    }

    @Produces
    @Singleton
    HttpAuthentication authentication(PrincipalDirectory directory, SiteConfig config, Clock clock) throws IOException {
        OidcSettings settings = oidc(config);
        return new HttpAuthentication(directory, settings == null ? null : new OidcTokens(settings), clock);
    }

    @Produces
    @Singleton
    PrincipalChanges changes(Door door, Approvals approvals, PrincipalDirectory directory, StoredAccess stored, Clock clock) {
        return new PrincipalChanges(door, approvals, directory, stored, clock);
    }

    @Produces
    @Singleton
    ServiceTokens tokens(Door door, Approvals approvals, Custody custody, PrincipalDirectory directory, StoredAccess stored, Clock clock) {
        return new ServiceTokens(door, approvals, custody, directory, stored, clock);
    }

    @Produces
    @Singleton
    OfficerBootstrap bootstrap(Door door, Custody custody, PrincipalDirectory directory, StoredAccess stored, SiteConfig config,
            Clock clock) {
        return new OfficerBootstrap(door, custody, directory, stored, config.state().resolve("bootstrap-code"), clock);
    }

    @Produces
    @Singleton
    SecretCredentials secretCredentials(Door door, Custody custody, Clock clock) {
        return new SecretCredentials(door, custody, clock);
    }

    @Produces
    @Singleton
    Credentials credentials(Door door, Custody custody, SecretCredentials secrets, Clock clock) {
        return new Credentials(door, custody, secrets, clock);
    }

    @Produces
    @Singleton
    CredentialChanges credentialChanges(Door door, Custody custody, Credentials credentials, CredentialLogin login,
            PrincipalChanges changes, PrincipalDirectory directory, StoredAccess stored, Clock clock) {
        return new CredentialChanges(door, custody, credentials, login, changes, directory, stored, clock);
    }

    @Produces
    @Singleton
    ConfiguredPasswords configuredPasswords(Door door, Custody custody, Clock clock) {
        return new ConfiguredPasswords(door, custody, clock);
    }

    @Produces
    @Singleton
    CredentialLogin login(Door door, SecretCredentials secrets, ConfiguredPasswords configured, PrincipalDirectory directory, Clock clock) {
        return new CredentialLogin(door, directory, secrets, configured, clock);
    }

    @Produces
    @Singleton
    Users users(Vault vault, Door door, Custody custody, PrincipalChanges changes, Credentials credentials, CredentialLogin login,
            PrincipalDirectory directory, StoredAccess stored, Clock clock) {
        return new Users(door, custody, changes, credentials, login, new Reprovisioning(vault, door, custody, directory, stored, clock),
                clock);
    }

    /** @throws IllegalArgumentException naming the role, group, name or certificate field that is wrong */
    static PrincipalDirectory directory(SiteConfig config) {
        Set<String> names = new TreeSet<>(config.principals().keySet());
        names.addAll(config.groups().keySet());
        return new PrincipalDirectory(names.stream().map(name -> account(config, name)).toList(), links(config), rules(config.access()));
    }

    private static Map<String, Group> links(SiteConfig config) {
        return config.links().entrySet().stream().filter(link -> link.getValue().group().isPresent())
                .collect(Collectors.toMap(Map.Entry::getKey, link -> new Group(link.getValue().group().get())));
    }

    private static Account account(SiteConfig config, String name) {
        Set<Role> roles = config.principals().getOrDefault(name, List.of()).stream().map(Role::named).collect(Collectors.toSet());
        return new Account(name, new Group(config.groups().getOrDefault(name, Group.NODE.name())), roles);
    }

    private static List<CertificateRule> rules(AccessConfig access) {
        return access.rules().map(rules -> rules.stream().map(AccessComposition::rule).toList())
                .orElseGet(() -> access.certificateNames().stream().map(CertificateName::named).map(CertificateRule::plain).toList());
    }

    private static CertificateRule rule(AccessConfig.Rule rule) {
        return new CertificateRule(rule.issuer().map(X500Principal::new), CertificateName.named(rule.field()),
                Pattern.compile(rule.pattern()), rule.principal());
    }

    /** The identity provider, or null. @throws IllegalArgumentException naming what is wrong */
    static OidcSettings oidc(SiteConfig config) {
        return config.access().oidc().map(oidc -> new OidcSettings(oidc.issuer(), oidc.audience(), oidc.ca(),
                oidc.nameClaim().orElse("preferred_username"), List.of(oidc.rolesClaim().orElse("realm_access.roles").split("\\.")),
                roles(oidc.roles()), oidc.groupClaim())).orElse(null);
    }

    private static Map<String, Role> roles(Map<String, String> mapped) {
        return mapped.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> Role.named(entry.getValue())));
    }
}
