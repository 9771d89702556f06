package io.lumenvault.server.audit;

import io.lumenvault.db.audit.AuditSearch;
import io.lumenvault.db.audit.LogPosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Cursors, by which a search goes on with its next page: a position in the log, sealed by AES-256-GCM for one searcher and one search. So
 * a cursor tells nothing of where others' entries stand, and none can be made up or taken to another search.
 */
public final class SearchCursors {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int POSITION = 2 * Long.BYTES;
    private static final int LENGTH = NONCE + POSITION + TAG_BITS / Byte.SIZE;

    private final Supplier<SecretKey> key;
    private final SecureRandom random;

    /** @param key AES-256, the same on all nodes of a database; asked for when it is needed */
    public SearchCursors(Supplier<SecretKey> key, SecureRandom random) {
        this.key = Objects.requireNonNull(key, "key");
        this.random = Objects.requireNonNull(random, "random");
    }

    /**
     * The cursor of a position.
     *
     * @param searcher who searches, and for whom
     * @param search what is searched for, wherever it begins
     */
    public String seal(LogPosition position, String searcher, AuditSearch search) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] plain = ByteBuffer.allocate(POSITION).putLong(Long.parseUnsignedLong(position.xid())).putLong(position.seq()).array();
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, searcher, search).doFinal(plain);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(LENGTH).put(nonce).put(sealed).array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The position that a cursor stands for.
     *
     * @throws IllegalArgumentException when it was not made here for this searcher and this search
     */
    public LogPosition open(String cursor, String searcher, AuditSearch search) {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("'" + cursor + "' is no cursor of a search");
        }
        byte[] nonce = Arrays.copyOf(bytes, NONCE);
        try {
            ByteBuffer plain = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, nonce, searcher, search).doFinal(bytes, NONCE, LENGTH - NONCE));
            return new LogPosition(Long.toUnsignedString(plain.getLong()), plain.getLong());
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("the cursor is of another search", refused);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String searcher, AuditSearch search) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.get(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound(searcher, search).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** The same scope may have got another member since; the limit may change from page to page. */
    private static String bound(String searcher, AuditSearch search) {
        List<String> asked = List.of(text(search.since()), text(search.until()), text(search.principal()), text(search.object()),
                text(search.link()), text(search.operation()), text(search.result()), String.join(" ", search.words()));
        return CanonicalJson.write(Map.of("searcher", searcher, "search", asked));
    }

    private static String text(Object value) {
        return value == null ? "" : "=" + value;
    }
}
