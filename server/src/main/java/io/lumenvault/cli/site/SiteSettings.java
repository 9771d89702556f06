package io.lumenvault.cli.site;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.FileFaults;
import io.lumenvault.cli.process.PrivateFile;
import io.lumenvault.db.cluster.PostgresCluster;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The settings of a site's file. Three of them are for whoever launches the server, which does not know them: where SoftHSM2 finds its
 * token, the address of a {@code p11-kit server}, and the folder of an embedded database. The server is given the others, with the database that was started for it.
 */
public final class SiteSettings {

    private static final String STATE = "lumenvault.state";
    private static final String SOFTHSM_CONFIGURATION = "lumenvault.hsm.softhsm2-conf";
    private static final String P11_KIT_ADDRESS = "lumenvault.hsm.p11-kit-address";
    private static final String DATABASE_FOLDER = "lumenvault.database.folder";
    private static final String DATABASE_URL = "lumenvault.database.url";
    private static final String DATABASE_USER = "lumenvault.database.user";
    private static final String DATABASE_PASSWORD_FILE = "lumenvault.database.password-file";

    private static final String DATABASE_OWNER = "lumenvault.database.owner-user";
    private static final String DATABASE_OWNER_PASSWORD_FILE = "lumenvault.database.owner-password-file";

    private static final String DATABASE_STATUS_FILE = "lumenvault.database.status-file";

    private final Properties values;

    private SiteSettings(Properties values) {
        this.values = values;
    }

    /** @throws CommandFailure naming the file and what is wrong with it */
    public static SiteSettings read(Path file) {
        if (Files.isDirectory(file)) {
            throw new CommandFailure("the configuration file " + file + " is a folder");
        }
        Properties values = new Properties();
        try {
            values.load(new StringReader(FileFaults.text(file, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException _) {
            throw new CommandFailure("there is no configuration file " + file);
        } catch (AccessDeniedException e) {
            throw new CommandFailure("the configuration file " + file + " cannot be read: permission denied", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure("the configuration file " + file + " cannot be read: " + e.getMessage(), e);
        }
        if (values.containsKey(DATABASE_URL) && values.containsKey(DATABASE_FOLDER)) {
            throw new CommandFailure("the configuration file " + file + " has both " + DATABASE_URL + " and " + DATABASE_FOLDER
                    + ": name a database that runs, or the folder of one to run");
        }
        return new SiteSettings(values);
    }

    /** The folder for the server's own files. */
    public Path state() {
        if (!values.containsKey(STATE)) {
            throw new CommandFailure("the configuration has no " + STATE + ", the folder for the server's own files");
        }
        return path(STATE);
    }

    /** Whether the site brings its database with it, rather than naming one that runs. */
    public boolean databaseEmbedded() {
        return !values.containsKey(DATABASE_URL);
    }

    /** Where the embedded database is: the folder that is named, or one in the state folder. */
    public Path databaseFolder() {
        return values.containsKey(DATABASE_FOLDER) ? path(DATABASE_FOLDER) : state().resolve("postgresql");
    }

    /** Goes over to a database that runs already. */
    public void database(String url) {
        values.setProperty(DATABASE_URL, url);
    }

    /** Takes the embedded database, at the address that it has or is to have. */
    public void database(String url, PostgresCluster cluster) {
        database(url);
        values.setProperty(DATABASE_USER, cluster.user());
        values.setProperty(DATABASE_PASSWORD_FILE, escaped(cluster.passwordFile()));
        values.setProperty(DATABASE_OWNER, cluster.owner());
        values.setProperty(DATABASE_OWNER_PASSWORD_FILE, escaped(cluster.ownerPasswordFile()));
        values.setProperty(DATABASE_STATUS_FILE, escaped(cluster.statusFile()));
    }

    private static String escaped(Path file) {
        return file.toString().replace("$", "\\$");
    }

    /** The environment that the server needs beside its file. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        if (values.containsKey(SOFTHSM_CONFIGURATION)) {
            environment.put("SOFTHSM2_CONF", path(SOFTHSM_CONFIGURATION).toString());
        }
        if (values.containsKey(P11_KIT_ADDRESS)) {
            environment.put("P11_KIT_SERVER_ADDRESS", values.getProperty(P11_KIT_ADDRESS));
        }
        return environment;
    }

    /** Writes the server's file into the state folder. */
    public Path writeForServer() throws IOException {
        return write("effective.properties");
    }

    /** Writes a file for a task of the server that needs no database; the names it needs for one are there, and nobody looks at them. */
    public Path writeForTask() throws IOException {
        for (String name : List.of(DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD_FILE)) {
            values.putIfAbsent(name, "none");
        }
        return write("task.properties");
    }

    private Path write(String name) throws IOException {
        Properties known = new Properties();
        known.putAll(values);
        known.remove(SOFTHSM_CONFIGURATION);
        known.remove(P11_KIT_ADDRESS);
        known.remove(DATABASE_FOLDER);
        StringWriter text = new StringWriter();
        known.store(text, "Written anew at each start, for the server.");
        Path file = PrivateFile.folder(state()).resolve(name);
        PrivateFile.write(file, text.toString());
        return file;
    }

    /** The server takes a dollar sign after a backslash for itself, since otherwise it begins an expression; so do we. */
    private Path path(String key) {
        return Path.of(values.getProperty(key).replace("\\$", "$")).toAbsolutePath();
    }
}
