package io.lumenvault.cli.demo;

import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.process.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the configuration file of a QKD module: a 1 GHz link over 50 km of fibre, as the module's own defaults have it. */
final class ModuleConfigurationFile {

    private ModuleConfigurationFile() {}

    /**
     * Writes the file.
     *
     * @param folder the module's own files
     * @param secret what starts the authentication of the link, the same at both ends
     */
    static void write(Path file, Path folder, SitePlan site, Credential credential, Path authority, Path secret,
            int quantumPort, int classicalPort) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("role", site.module());
        values.put("module", site.module());
        values.put("link", SiteConfigurationFile.LINK);
        values.put("classical", "127.0.0.1:" + classicalPort);
        values.put("quantum", "127.0.0.1:" + quantumPort);
        values.put("pre_shared_secret", secret);
        values.put("state", folder.resolve("state"));
        values.put("key_manager.url", site.url());
        values.put("key_manager.certificate", credential.certificate());
        values.put("key_manager.key", credential.key());
        values.put("key_manager.ca", authority);
        StringBuilder text = new StringBuilder("# Written anew at each start of the demo.\n");
        values.forEach((key, value) -> text.append(key).append('=').append(value.toString().replace("\\", "\\\\")).append('\n'));
        PrivateFile.write(file, text.toString());
    }
}
