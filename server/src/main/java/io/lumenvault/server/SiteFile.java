package io.lumenvault.server;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Finds and reads the configuration file of the site. */
final class SiteFile {

    private static final String PROPERTY = "lumenvault.config";
    /** Above the ordinals of Quarkus' own defaults, below system properties. */
    private static final int ORDINAL = 290;

    private SiteFile() {}

    /**
     * Reads the file that the system property names, and makes it known to Quarkus.
     *
     * @throws StartupException naming the key that is missing or wrong
     */
    static SiteConfig read() {
        String name = System.getProperty(PROPERTY);
        if (name == null) {
            throw new StartupException("no configuration: start it with ./lumenvault serve --config FILE");
        }
        // Read once and taken away: what remains under lumenvault.* must be settings of the site.
        System.clearProperty(PROPERTY);
        Path file = Path.of(name).toAbsolutePath();
        try {
            SiteConfig config = new SmallRyeConfigBuilder()
                    .withSources(new PropertiesConfigSource(file.toUri().toURL(), ORDINAL))
                    .withMapping(SiteConfig.class)
                    .build()
                    .getConfigMapping(SiteConfig.class);
            System.setProperty("quarkus.config.locations", file.toUri().toString());
            return config;
        } catch (IOException | UncheckedIOException unreadable) {
            throw new StartupException("cannot read the configuration file " + file);
        } catch (ConfigValidationException invalid) {
            throw new StartupException(file + ": " + invalid.getProblem(0).getMessage());
        } catch (IllegalArgumentException invalid) {
            throw new StartupException(file + ": " + invalid.getMessage());
        }
    }
}
