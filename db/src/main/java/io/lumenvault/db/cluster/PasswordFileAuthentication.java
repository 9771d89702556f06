package io.lumenvault.db.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Hands the driver the password from a file as an array that the driver wipes, so that no {@code String} of it stays in the heap.
 * Set as the driver's property {@code authenticationPluginClassName}, with the file in the property {@value #FILE}.
 */
public final class PasswordFileAuthentication implements AuthenticationPlugin {

    /** The connection property that names the password file. */
    public static final String FILE = "lumenvault.passwordFile";

    private final Path file;

    /** Called by the driver with the properties of the connection. */
    public PasswordFileAuthentication(Properties properties) {
        this.file = Path.of(properties.getProperty(FILE));
    }

    @Override
    public char[] getPassword(AuthenticationRequestType type) throws PSQLException {
        try {
            return PasswordFile.read(file);
        } catch (IOException e) {
            throw new PSQLException("cannot read the database password file " + file, PSQLState.INVALID_PASSWORD, e);
        }
    }
}
