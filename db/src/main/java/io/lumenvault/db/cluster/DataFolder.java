package io.lumenvault.db.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Creates a cluster's data folder by {@code initdb}, in one step: what a crash leaves half made is made anew. */
final class DataFolder {

    private DataFolder() {}

    static void create(ServiceAccount account, Path initdb, Path data, String superuser, Path passwordFile) throws IOException {
        Path unfinished = data.resolveSibling(data.getFileName() + ".new");
        Path password = data.resolveSibling("initdb-password");
        Folders.delete(unfinished);
        Files.createDirectory(unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.own(unfinished);
        try {
            PasswordFile.copy(passwordFile, password);
            account.own(password);
            String said = Commands.output(account.command(List.of(initdb.toString(), "-D", unfinished.toString(), "-U", superuser,
                    "--pwfile=" + password, "--auth-local=reject", "--auth-host=scram-sha-256", "--data-checksums",
                    "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions")));
            // initdb removes what it has written when it fails.
            if (!Files.exists(unfinished.resolve("PG_VERSION"))) {
                throw new IOException("PostgreSQL could not create a cluster in " + data + ": "
                        + said.lines().filter(line -> line.contains("error:")).findFirst().orElse(said.strip()));
            }
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }
}
