package io.lumenvault.server.access;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: PBKDF2 with HMAC-SHA-512 over it and a random salt (NIST SP 800-132, SP 800-63B section 5.1.1.2).
 *
 * @param iterations how often the MAC is applied
 */
public record PasswordVerifier(byte[] salt, int iterations, byte[] value) {

    /** Bytes of a salt. */
    public static final int SALT_BYTES = 16;

    /** About a tenth of a second on a core of 2025. */
    private static final int ITERATIONS = 210_000;
    private static final int VALUE_BITS = 512;

    /** The longest password, in bytes of UTF-8. */
    private static final int LONGEST = 1024;

    public PasswordVerifier {
        Objects.requireNonNull(salt, "salt");
        Objects.requireNonNull(value, "value");
        if (salt.length < SALT_BYTES || iterations < 1) {
            throw new IllegalArgumentException("a salt of " + salt.length + " bytes and " + iterations + " iterations; at least "
                    + SALT_BYTES + " and 1");
        }
    }

    /**
     * What to keep of a password; the caller wipes the password.
     *
     * @throws IllegalArgumentException where it is empty, longer than 1024 bytes or not UTF-8
     */
    public static PasswordVerifier of(byte[] passwordUtf8, byte[] salt) {
        return new PasswordVerifier(salt.clone(), ITERATIONS, derive(passwordUtf8, salt, ITERATIONS));
    }

    /** For users that do not exist: accepts no password, and takes as long to say so. */
    public static PasswordVerifier ofNobody() {
        // That a password gives this value is as good as impossible; to derive it from one would cost each start a tenth of a second and more.
        return new PasswordVerifier(new byte[SALT_BYTES], ITERATIONS, new byte[VALUE_BITS / Byte.SIZE]);
    }

    /** Whether this is the password; takes as long whether it is or not. */
    public boolean accepts(byte[] passwordUtf8) {
        try {
            return MessageDigest.isEqual(value, derive(passwordUtf8, salt, iterations));
        } catch (IllegalArgumentException noPassword) {
            return false;
        }
    }

    private static byte[] derive(byte[] passwordUtf8, byte[] salt, int iterations) {
        if (passwordUtf8.length == 0 || passwordUtf8.length > LONGEST) {
            throw new IllegalArgumentException("a password of " + passwordUtf8.length + " bytes; 1 to " + LONGEST + " are taken");
        }
        char[] characters = characters(passwordUtf8);
        PBEKeySpec given = new PBEKeySpec(characters, salt, iterations, VALUE_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(given).getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            given.clearPassword();
            Arrays.fill(characters, '\0');
        }
    }

    private static char[] characters(byte[] utf8) {
        CharBuffer decoded = null;
        try {
            decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            char[] characters = new char[decoded.length()];
            decoded.get(characters);
            return characters;
        } catch (CharacterCodingException notText) {
            throw new IllegalArgumentException("a password that is not UTF-8", notText);
        } finally {
            if (decoded != null) {
                Arrays.fill(decoded.array(), '\0');
            }
        }
    }

    @Override
    public String toString() {
        return "PasswordVerifier[" + iterations + " iterations]";
    }
}
