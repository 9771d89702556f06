package io.lumenvault.server;

import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.vault.ConfiguredPasswords;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The files with passwords that the configuration names, read once at the start. */
@Singleton
class ConfiguredPasswordFiles {

    private final Map<String, Path> files;
    private final PrincipalDirectory directory;
    private final ConfiguredPasswords passwords;

    ConfiguredPasswordFiles(SiteConfig config, PrincipalDirectory directory, ConfiguredPasswords passwords) {
        this.files = Map.copyOf(config.kmip().passwordFiles());
        this.directory = directory;
        this.passwords = passwords;
    }

    /** @throws StartupException naming the file that holds no password, or the name that is not a configured principal's */
    void read() {
        files.forEach(this::read);
        passwords.keepOnly(files.keySet());
    }

    private void read(String name, Path file) {
        if (!directory.isConfigured(name)) {
            throw new StartupException("lumenvault.kmip.password-files." + name + " is for a principal of the configuration file; '"
                    + name + "' is none");
        }
        byte[] password = SecretFile.text(file).getBytes(StandardCharsets.UTF_8);
        try {
            passwords.accept(name, password);
        } catch (IllegalArgumentException wrong) {
            throw new StartupException(file + " holds " + wrong.getMessage());
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }
}
