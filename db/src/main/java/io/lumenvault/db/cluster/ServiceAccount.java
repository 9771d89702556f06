package io.lumenvault.db.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The user under whom PostgreSQL runs. PostgreSQL refuses to run as root, so root hands it to an unprivileged user;
 * anybody else runs it as themselves.
 *
 * <p>The folder may lie below one that the unprivileged user cannot pass through (a private home, a {@code mktemp -d}).
 * Then the process gets, as its only capability, the right to pass: {@code CAP_DAC_READ_SEARCH}, or
 * {@code CAP_DAC_OVERRIDE} where a container withholds the first. The {@code no_setuid_fixup} bit is needed because
 * access(2), by which PostgreSQL checks its own programs, otherwise ignores the capabilities of a user other than root.
 */
final class ServiceAccount {

    private static final List<String> PASSING_CAPABILITIES = List.of("dac_read_search", "dac_override");

    private final String user;
    private final List<String> prefix;

    private ServiceAccount(String user, List<String> prefix) {
        this.user = user;
        this.prefix = List.copyOf(prefix);
    }

    /**
     * Chooses the account.
     *
     * @param data the data folder; where it exists, its owner goes on owning it
     * @param folder an existing folder that PostgreSQL must be able to enter
     * @param program a program of PostgreSQL that it must be able to run
     */
    static ServiceAccount choose(Path data, Path folder, Path program) throws IOException {
        boolean privileges = Commands.available("setpriv");
        // A session of its own keeps the terminal's Ctrl-C away: its parent decides when it stops.
        List<String> own = Commands.available("setsid") ? List.of("setsid") : List.of();
        if (!root()) {
            List<String> prefix = new ArrayList<>(own);
            if (privileges) {
                prefix.addAll(List.of("setpriv", "--pdeathsig", "INT"));
            }
            return new ServiceAccount(null, prefix);
        }
        if (!privileges) {
            throw new IOException("PostgreSQL does not run as root, and setpriv (package util-linux) to change the user is missing: install it");
        }
        String user = unprivilegedUser(data);
        for (List<String> passing : passingOptions()) {
            List<String> prefix = new ArrayList<>(own);
            prefix.addAll(List.of("setpriv", "--pdeathsig", "INT", "--reuid", user, "--regid", group(user), "--clear-groups", "--no-new-privs"));
            prefix.addAll(passing);
            List<String> probe = new ArrayList<>(prefix);
            probe.addAll(List.of("sh", "-c", "cd \"$0\" && test -x \"$1\" && \"$1\" -V", folder.toString(), program.toString()));
            if (Commands.succeeds(probe)) {
                return new ServiceAccount(user, prefix);
            }
        }
        throw new IOException("the user " + user + ", under whom PostgreSQL must run, cannot reach " + folder
                + ": choose a state folder that others may pass through (LUMENVAULT_HOME)");
    }

    /** The command that runs {@code command} under this account, in a session of its own, told to stop when its parent thread ends. */
    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /** Makes this account the owner of an existing file or folder. */
    void own(Path path) throws IOException {
        if (user != null) {
            Files.setOwner(path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
        }
    }

    private static boolean root() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static String unprivilegedUser(Path data) throws IOException {
        if (Files.isDirectory(data)) {
            String owner = Files.getOwner(data).getName();
            if (!owner.equals("root")) {
                return owner;
            }
        }
        return Commands.succeeds(List.of("id", "-u", "postgres")) ? "postgres" : "nobody";
    }

    private static String group(String user) throws IOException {
        return Commands.output(List.of("id", "-g", user)).strip();
    }

    private static List<List<String>> passingOptions() {
        List<List<String>> options = new ArrayList<>();
        options.add(List.of("--bounding-set", "-all"));
        for (String capability : PASSING_CAPABILITIES) {
            String only = "-all,+" + capability;
            options.add(List.of("--securebits", "+no_setuid_fixup",
                    "--inh-caps", only, "--ambient-caps", only, "--bounding-set", only));
        }
        return options;
    }
}
