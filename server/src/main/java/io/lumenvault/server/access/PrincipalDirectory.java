package io.lumenvault.server.access;

import io.lumenvault.ground.Sha256;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The principals that this node knows, with their roles and groups: those of the configuration file, then those that officers made.
 * A certificate that maps to none of them has no roles.
 */
public final class PrincipalDirectory {

    /** The name of whoever has none that counts; nobody known is called so. */
    public static final String UNNAMED = "unnamed";

    private final Map<String, Account> configured;
    private final Map<String, Group> links;
    private final List<CertificateRule> rules;
    private volatile AccessSnapshot stored = AccessSnapshot.EMPTY;

    /**
     * @param configured the principals of the configuration file; they go before others of the same name
     * @param links groups by QKD link; a link that is not here belongs to the node
     * @param rules how a certificate's name is found; the first that applies is taken
     */
    public PrincipalDirectory(Collection<Account> configured, Map<String, Group> links, List<CertificateRule> rules) {
        this.configured = configured.stream().collect(Collectors.toUnmodifiableMap(Account::name, Function.identity()));
        this.links = Map.copyOf(links);
        this.rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("no rule says where in a certificate a principal's name is");
        }
    }

    /** What a client certificate says that TLS has verified. */
    public CertificateIdentity identify(X509Certificate certificate) {
        Optional<String> name = rules.stream().flatMap(rule -> rule.name(certificate).stream()).findFirst().filter(Account::isName);
        return new CertificateIdentity(name, fingerprint(certificate));
    }

    /** The caller behind a client certificate that TLS has verified. */
    public Principal byCertificate(X509Certificate certificate) {
        return principal(identify(certificate));
    }

    /** The caller behind a certificate, with the roles that it has now. */
    public Principal principal(CertificateIdentity identity) {
        AccessSnapshot known = stored;
        if (isRevoked(identity.fingerprint(), identity.name())) {
            return new Principal(identity.name().orElse(UNNAMED), Set.of(), Principal.CERTIFICATE, identity.fingerprint());
        }
        // Where certificates are bound to a principal, a name in another one is not enough.
        Optional<String> claimed = identity.name().filter(name -> !known.bound().contains(name));
        Optional<String> bound = Optional.ofNullable(known.certificates().get(identity.fingerprint()))
                .filter(name -> mayTake(name, claimed));
        Optional<String> named = bound.or(() -> claimed);
        return named.flatMap(this::account)
                .map(account -> new Principal(account.name(), account.roles(), Principal.CERTIFICATE, identity.fingerprint(), account.group()))
                .orElseGet(() -> new Principal(named.orElse(UNNAMED), Set.of(), Principal.CERTIFICATE, identity.fingerprint()));
    }

    /** Whether a certificate was revoked by those who may revoke one that names such a principal, or that was bound to it. */
    private boolean isRevoked(String fingerprint, Optional<String> name) {
        return stored.revoked().of(fingerprint).stream().anyMatch(principal -> mayTake(principal, name));
    }

    /** Whether a certificate was revoked, so that it can be no certificate of a principal. */
    public boolean isRevoked(String fingerprint, String principal) {
        return isRevoked(fingerprint, Optional.of(principal));
    }

    /** Whoever binds the certificate of another group's principal to one of its own would be given what that one stores. */
    private boolean mayTake(String bound, Optional<String> claimed) {
        return claimed.flatMap(this::account).map(account -> group(bound).sees(account.group())).orElse(true);
    }

    /** The principal of that name, if it is known. */
    public Optional<Account> account(String name) {
        return Optional.ofNullable(configured.getOrDefault(name, stored.accounts().get(name)));
    }

    /**
     * Whether a principal is known here, and not with that permission. What those may do that only an identity provider knows, their
     * tokens say.
     */
    public boolean denies(String name, Permission permission) {
        return account(name).map(account -> account.roles().stream().noneMatch(role -> role.grants(permission))).orElse(false);
    }

    /** The group of a principal; names that nobody knows belong to the node. */
    public Group group(String name) {
        return account(name).map(Account::group).orElse(Group.NODE);
    }

    /** The group of a QKD link. */
    public Group linkGroup(String link) {
        return links.getOrDefault(link, Group.NODE);
    }

    /** The QKD links of a group other than the node's own. */
    public List<String> links(Group group) {
        return links.entrySet().stream().filter(link -> link.getValue().equals(group)).map(Map.Entry::getKey).sorted().toList();
    }

    /** Whether the principal is one of the configuration file, which alone changes it. */
    public boolean isConfigured(String name) {
        return configured.containsKey(name);
    }

    /** Whether an officer has disabled the principal. */
    public boolean isDisabled(String name) {
        return stored.principals().stream().anyMatch(row -> row.name().equals(name) && row.disabledAt() != null);
    }

    /** Names of the principals of a group. */
    public Set<String> members(Group group) {
        return all().filter(account -> account.group().equals(group)).map(Account::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether there is an officer of the node. */
    public boolean hasOfficer() {
        return all().anyMatch(PrincipalDirectory::isOfficer);
    }

    /** Whether there is an officer of the node in the configuration file. */
    public boolean hasConfiguredOfficer() {
        return configured.values().stream().anyMatch(PrincipalDirectory::isOfficer);
    }

    private static boolean isOfficer(Account account) {
        return account.group().isNode() && account.roles().contains(Role.OFFICER);
    }

    /** All principals, those of the configuration file first. */
    public Stream<Account> all() {
        return Stream.concat(configured.values().stream(),
                stored.accounts().values().stream().filter(account -> !configured.containsKey(account.name())));
    }

    AccessSnapshot stored() {
        return stored;
    }

    void accept(AccessSnapshot read) {
        stored = read;
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Sha256.hex(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
