package io.lumenvault.server.access;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The identity provider whose tokens are taken (OpenID Connect Core 1.0).
 *
 * @param issuer its issuer identifier, an https URL
 * @param audience what a token's {@code aud} has to name
 * @param authority the certificate of the CA that its TLS certificate is from, PEM; empty for those that Java trusts
 * @param nameClaim the claim that holds the principal's name
 * @param rolesClaim the claim that lists roles, a path with dots
 * @param roles roles by what that claim says; other values mean nothing
 * @param groupClaim the claim that holds the principal's group, which it has here too; empty where that alone counts
 */
public record OidcSettings(URI issuer, String audience, Optional<Path> authority, String nameClaim, List<String> rolesClaim,
        Map<String, Role> roles, Optional<String> groupClaim) {

    public OidcSettings {
        if (!"https".equals(issuer.getScheme())) {
            throw new IllegalArgumentException("the issuer '" + issuer + "' is not an https URL");
        }
        Objects.requireNonNull(audience, "audience");
        Objects.requireNonNull(nameClaim, "nameClaim");
        rolesClaim = List.copyOf(rolesClaim);
        roles = Map.copyOf(roles);
        roles.forEach((value, role) -> {
            if (role == Role.MODULE || role == Role.PEER || role == Role.APPLICATION) {
                throw new IllegalArgumentException("'" + value + "' cannot mean " + role.configuredName()
                        + ": tokens are for people at the console, and that role is for machines with a certificate");
            }
        });
    }
}
