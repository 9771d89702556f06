package io.lumenvault.qkd.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceConfigTest {

    @TempDir
    private Path folder;

    /** The settings that the description for makers of modules shows, those of both interfaces. */
    private static String described(int part) throws IOException {
        Matcher found = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("INTERFACE.md")));
        String text = "";
        for (int i = 0; i <= part; i++) {
            assertTrue(found.find());
            text += found.group(1);
        }
        return text;
    }

    private SourceConfig read(String text) throws IOException {
        return SourceConfig.read(Files.writeString(folder.resolve("source.properties"), text));
    }

    @Test
    void describedSettings_areRead() throws IOException {
        SourceConfig config = read(described(0));
        assertEquals(SourceConfig.Kind.ETSI_014, config.kind());
        assertEquals("sae-b", config.remote());
        assertEquals(9800, config.peer().getPort());
        SourceConfig pushed = read(described(1).replace("source=etsi014", "source=etsi004-push"));
        assertEquals(9801, pushed.listen().getPort());
        assertEquals("qkd-module-a", pushed.moduleName());
    }

    @Test
    void wrongSetting_isNamedWithWhatIsAllowed() throws IOException {
        String right = described(0);
        for (String[] wrong : new String[][] {{"role=master", "role=alice", "'role' is 'alice'; it must be master or slave"},
                {"source=etsi014", "source=etsi", "'source' is 'etsi'; it must be etsi014 or etsi004-push"},
                {"qber=0.02", "qber=2", "'qber' is 2.0; allowed is 0 to 1"},
                {"block_bytes=16384", "block_bytes=32", "'block_bytes' is 32; allowed is 64 to 4194304"},
                {"source.url=https", "source.url=http", "allowed is a URL with https"},
                {"blocks_held=4", "blocks=4", "unknown setting blocks"}}) {
            String message = assertThrows(IllegalArgumentException.class, () -> read(right.replace(wrong[0], wrong[1]))).getMessage();
            assertTrue(message.contains(wrong[2]), message);
        }
    }
}
