package io.lumenvault.server.access;

import io.lumenvault.db.access.TokenRow;
import io.lumenvault.ground.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A service token: {@code lvt_}, its identifier in hexadecimal, {@code _}, and 256 random bits in base64url. The secret is shown once,
 * when the token is issued; what is kept is its SHA-256. (A fast hash is enough: there is nothing to guess in 256 random bits.)
 */
public final class ServiceToken {

    /** Length of the secret. */
    public static final int SECRET_BYTES = 32;

    private static final String PREFIX = "lvt_";
    private static final Pattern FORM = Pattern.compile("lvt_([0-9a-f]{32})_([A-Za-z0-9_-]{43})");
    private static final String REFUSED = "the service token is not known";

    private ServiceToken() {}

    /** Whether a bearer token claims to be one of ours. */
    static boolean looksLike(String bearer) {
        return bearer.startsWith(PREFIX);
    }

    /** SHA-256 of a token's secret. */
    public static byte[] hash(byte[] secret) {
        return Sha256.of(secret);
    }

    /** The token's text in ASCII, which the caller wipes. */
    public static byte[] text(UUID id, byte[] secret) {
        byte[] encoded = Base64.getUrlEncoder().withoutPadding().encode(secret);
        byte[] head = (PREFIX + id.toString().replace("-", "") + "_").getBytes(StandardCharsets.US_ASCII);
        byte[] text = ByteBuffer.allocate(head.length + encoded.length).put(head).put(encoded).array();
        Arrays.fill(encoded, (byte) 0);
        return text;
    }

    /** The principal behind a token. */
    static Principal principal(String bearer, PrincipalDirectory directory, Instant now) throws AuthenticationException {
        Matcher form = FORM.matcher(bearer);
        if (!form.matches()) {
            throw new AuthenticationException(REFUSED);
        }
        TokenRow row = directory.stored().tokens().get(id(form.group(1)));
        byte[] secret = Base64.getUrlDecoder().decode(form.group(2));
        byte[] hash = hash(secret);
        Arrays.fill(secret, (byte) 0);
        if (row == null || !MessageDigest.isEqual(hash, row.hash())) {
            throw new AuthenticationException(REFUSED);
        }
        String fingerprint = HexFormat.of().formatHex(hash);
        Optional<Account> account = directory.account(row.principal());
        Group group = account.map(Account::group).orElse(Group.NODE);
        if (row.revokedAt() != null || !now.isBefore(row.expiresAt())) {
            throw new AuthenticationException("the service token " + row.id()
                    + (row.revokedAt() != null ? " has been revoked" : " has expired"),
                    new Principal(row.principal(), Set.of(), "token", fingerprint, group));
        }
        return new Principal(row.principal(), roles(row, account), "token", fingerprint, group);
    }

    /** Those that it was issued for, and that its principal still has. */
    private static Set<Role> roles(TokenRow row, Optional<Account> account) {
        return account.map(Account::roles).orElse(Set.of()).stream().filter(role -> row.roles().contains(role.configuredName()))
                .collect(Collectors.toSet());
    }

    private static UUID id(String hexadecimal) {
        return new UUID(Long.parseUnsignedLong(hexadecimal, 0, 16, 16), Long.parseUnsignedLong(hexadecimal, 16, 32, 16));
    }
}
