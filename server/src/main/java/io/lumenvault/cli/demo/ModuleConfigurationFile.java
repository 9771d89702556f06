package io.lumenvault.cli.demo;

import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.process.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the configuration file of a QKD module. */
final class ModuleConfigurationFile {

    private ModuleConfigurationFile() {}

    static void write(Path file, Path folder, SitePlan site, Credential credential, Path authority, int quantumPort, int classicalPort) throws IOException {
        PrivateFile.write(file, "role=" + site.module() + "\n");
    }
}
