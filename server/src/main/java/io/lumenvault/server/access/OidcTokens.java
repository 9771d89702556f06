package io.lumenvault.server.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * Access tokens of an identity provider (OpenID Connect). A token is taken when its signature, issuer, audience and expiry are right;
 * only what the configuration maps to a role is one.
 *
 * <p>The token's name is the principal's name whichever way it comes: the same person with a certificate and with a token is one
 * principal, and does not approve its own requests.
 */
public final class OidcTokens {

    private static final Logger LOG = Logger.getLogger(OidcTokens.class);
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(ConstraintType.PERMIT,
            "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");
    private static final String INVALID = "the token is not valid here";
    /** For clocks that do not quite agree. */
    private static final int SKEW_SECONDS = 10;

    private final OidcSettings settings;
    private final OidcKeys keys;

    /** @throws IOException when the authority's certificate cannot be read */
    public OidcTokens(OidcSettings settings) throws IOException {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.keys = new OidcKeys(settings);
    }

    Principal principal(String token, PrincipalDirectory directory, Instant now) throws AuthenticationException {
        JwtClaims claims = verified(token, now);
        String name = text(claims, settings.nameClaim());
        if (!Account.isName(name)) {
            throw new AuthenticationException("the token's " + settings.nameClaim() + " '" + name + "' is no principal's name",
                    "the token names no principal");
        }
        Group group = group(claims, name, directory);
        Set<Role> roles = directory.isDisabled(name) ? Set.of() : roles(claims);
        requireSeparate(name, roles, directory);
        return new Principal(name, roles, "oidc", HexFormat.of().formatHex(
                ServiceToken.hash(token.getBytes(StandardCharsets.US_ASCII))), group);
    }

    private JwtClaims verified(String token, Instant now) throws AuthenticationException {
        if (!isSigned(token)) {
            throw new AuthenticationException(INVALID);
        }
        try {
            JwtConsumer consumer = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(ALGORITHMS)
                    .setVerificationKeyResolver(keys.keys())
                    .setExpectedIssuer(settings.issuer().toString())
                    .setExpectedAudience(settings.audience())
                    .setRequireExpirationTime()
                    .setRequireSubject()
                    .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .build();
            return consumer.processToClaims(token);
        } catch (InvalidJwtException refused) {
            LOG.infof("a bearer token was refused: %s", refused.getErrorDetails().stream().map(Object::toString)
                    .collect(Collectors.joining("; ")));
            throw new AuthenticationException(refused.hasExpired() ? "the token has expired" : INVALID);
        } catch (IOException away) {
            LOG.warnf("identity provider: %s", away.getMessage());
            throw new AuthenticationException("the identity provider cannot be reached; try again later");
        }
    }

    /** Whatever else somebody brings is no reason to ask the identity provider for its keys. */
    private static boolean isSigned(String token) {
        try {
            JsonWebSignature signed = new JsonWebSignature();
            signed.setCompactSerialization(token);
            // Read as what they are: of another type they would be cast, and that is no refusal.
            Object algorithm = signed.getHeaders().getObjectHeaderValue("alg");
            Object key = signed.getHeaders().getObjectHeaderValue("kid");
            if (!(algorithm instanceof String named) || key != null && !(key instanceof String)) {
                return false;
            }
            ALGORITHMS.checkConstraint(named);
            return true;
        } catch (JoseException malformed) {
            return false;
        }
    }

    /**
     * A principal that is known here keeps its group: neither a token without one nor with another makes more of it. One that is not known
     * is of the node: only by what is known here can others tell afterwards whose its holds, votes and entries of the log are.
     */
    private Group group(JwtClaims claims, String name, PrincipalDirectory directory) throws AuthenticationException {
        if (settings.groupClaim().isEmpty()) {
            return directory.group(name);
        }
        String claim = settings.groupClaim().get();
        try {
            Group group = new Group(text(claims, claim));
            if (!directory.group(name).equals(group)) {
                throw new AuthenticationException("the token's " + claim + " is not the group of '" + name + "' here",
                        "the token's group is not the principal's");
            }
            return group;
        } catch (IllegalArgumentException wrong) {
            throw new AuthenticationException("the token's " + claim + ": " + wrong.getMessage(), "the token names no group");
        }
    }

    private Set<Role> roles(JwtClaims claims) {
        Object value = claims.getClaimsMap();
        for (String step : settings.rolesClaim()) {
            value = value instanceof Map<?, ?> level ? level.get(step) : null;
        }
        Stream<?> named = value instanceof Collection<?> several ? several.stream() : Stream.ofNullable(value);
        return named.filter(String.class::isInstance).map(settings.roles()::get).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** Neither the token alone nor together with what the directory grants the same name may join roles that exclude each other. */
    private static void requireSeparate(String name, Set<Role> roles, PrincipalDirectory directory) throws AuthenticationException {
        Set<Role> all = new HashSet<>(roles);
        directory.account(name).ifPresent(account -> all.addAll(account.roles()));
        try {
            SeparationOfDuties.check(all);
        } catch (IllegalArgumentException joined) {
            throw new AuthenticationException("'" + name + "': " + joined.getMessage(), "the token's roles exclude each other");
        }
    }

    private static String text(JwtClaims claims, String claim) throws AuthenticationException {
        if (claims.getClaimValue(claim) instanceof String text) {
            return text;
        }
        throw new AuthenticationException("the token has no " + claim);
    }
}
