package io.lumenvault.cli.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.db.cluster.PostgresCluster;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteSettingsTest {

    @TempDir
    private Path folder;

    private SiteSettings settings(String... lines) throws IOException {
        Path file = folder.resolve("lumenvault.properties");
        Files.writeString(file, "lumenvault.state=" + folder + "/state\n" + String.join("\n", lines));
        return SiteSettings.read(file);
    }

    private static Properties forServer(SiteSettings settings) throws IOException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(settings.writeForServer())) {
            values.load(reader);
        }
        return values;
    }

    @Test
    void settingsOfTheLauncher_areNotPassedToTheServer() throws IOException {
        SiteSettings settings = settings("lumenvault.site=A", "lumenvault.hsm.softhsm2-conf=/hsm/softhsm2.conf", "lumenvault.database.folder=/database");
        assertEquals(Map.of("SOFTHSM2_CONF", "/hsm/softhsm2.conf"), settings.environment());
        assertEquals(Path.of("/database"), settings.databaseFolder());
        assertEquals(Map.of("lumenvault.site", "A", "lumenvault.state", folder + "/state"), forServer(settings));
    }

    @Test
    void noDatabaseNamed_isOneInTheStateFolder() throws IOException {
        SiteSettings settings = settings();
        assertTrue(settings.databaseEmbedded());
        assertEquals(folder.resolve("state").resolve("postgresql"), settings.databaseFolder());
    }

    @Test
    void databaseOfTheCommandLine_takesThePlaceOfTheFolder() throws IOException {
        SiteSettings settings = settings("lumenvault.database.folder=/database");
        settings.database("jdbc:postgresql://db/lumenvault");
        assertFalse(settings.databaseEmbedded());
        assertEquals("jdbc:postgresql://db/lumenvault", forServer(settings).getProperty("lumenvault.database.url"));
    }

    @Test
    void databaseUrlAndFolder_areRefused() {
        CommandFailure refused = assertThrows(CommandFailure.class,
                () -> settings("lumenvault.database.folder=/database", "lumenvault.database.url=jdbc:postgresql://db/lumenvault"));
        assertTrue(refused.getMessage().contains("has both lumenvault.database.url and lumenvault.database.folder"), refused.getMessage());
    }

    /** In the server's file an unescaped dollar sign would begin an expression. */
    @Test
    void dollarSignsInFolders_areKept() throws IOException {
        SiteSettings settings = settings("lumenvault.database.folder=/data\\\\$base");
        assertEquals(Path.of("/data$base"), settings.databaseFolder());
        settings.database("jdbc:postgresql://127.0.0.1:1/lumenvault", PostgresCluster.open(settings.databaseFolder()));
        assertEquals("/data\\$base/password", forServer(settings).getProperty("lumenvault.database.password-file"));
    }
}
