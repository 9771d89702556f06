package io.lumenvault.server;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who a caller is. */
public interface AccessConfig {

    /** Fields of a client certificate that may hold its principal's name, the first one that is there is taken: uri, cn, serial. */
    @WithDefault("uri,cn")
    List<String> certificateNames();

    /** Rules that make a principal's name from a client certificate, in place of {@link #certificateNames}. */
    Optional<List<Rule>> rules();

    /** The identity provider whose bearer tokens the console's routes take. */
    Optional<Oidc> oidc();

    /** A rule for certificates: the first that applies is taken. */
    interface Rule {

        /** The issuer's distinguished name (RFC 2253), or none for every trusted one. */
        Optional<String> issuer();

        /** The field that is looked at: uri, cn, serial. */
        String field();

        /** A regular expression for the field's whole value. */
        @WithDefault("(.+)")
        String pattern();

        /** The principal's name; {@code $1} is the pattern's first group. */
        @WithDefault("$1")
        String principal();
    }

    /** An OpenID Connect identity provider. */
    interface Oidc {

        /** Its issuer identifier, an https URL. */
        URI issuer();

        /** What a token's {@code aud} has to name. */
        String audience();

        /** PEM file of the CA that its TLS certificate is from, where Java does not trust it anyway. */
        Optional<Path> ca();

        /** The claim that holds the principal's name (preferred_username); its users must not be able to choose it. */
        Optional<String> nameClaim();

        /** The claim that lists roles, a path with dots (realm_access.roles, as Keycloak has it). */
        Optional<String> rolesClaim();

        /** Role by what that claim says. */
        Map<String, String> roles();

        /** The claim that holds the principal's group, which it has here too; without it all belong to the group that they have here. */
        Optional<String> groupClaim();
    }
}
