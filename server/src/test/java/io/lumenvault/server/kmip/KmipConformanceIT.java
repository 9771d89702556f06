package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.conformance.CaseFile;
import io.lumenvault.kmip.conformance.CaseResult;
import io.lumenvault.kmip.conformance.Player;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The OASIS profile test cases of key management against a real site. */
@ExtendWith(SharedKmipSite.class)
class KmipConformanceIT {

    /** The families of cases whose operations are all there. */
    private static final Pattern FAMILIES = Pattern.compile("(BL|SKLC|SKFF|TL|SASED|OMOS|AX|PKCS11)-.*");
    /** Cases of the draft that log an administrator in by a password: clients have certificates here. */
    private static final Set<String> LOG_IN_BY_PASSWORD = Set.of("BL-M-15-30", "BL-M-16-30", "BL-M-17-30", "BL-M-18-30", "BL-M-19-30",
            "BL-M-21-30");
    private static final List<String> FOLDERS = List.of("1.4", "2.1", "3.0");

    private final KmipSite site;

    KmipConformanceIT(KmipSite site) {
        this.site = site;
    }

    @Test
    void everyCaseOfKeyManagementPasses() throws IOException {
        Map<String, String> failures = new TreeMap<>();
        try (KmipClient client = site.clientWithPreview("kmip-client-a");
                Player player = new Player(request -> TtlvReader.readStructureWithPreview(client.exchange(TtlvWriter.write(request))),
                    Clock.systemUTC(), ProtocolVersion.withPreview())) {
            for (Path file : cases()) {
                CaseResult result = player.play(CaseFile.read(file));
                if (result.verdict() != CaseResult.Verdict.PASS) {
                    failures.put(result.name(), "step " + result.step() + ": " + result.reason());
                }
            }
        }
        assertEquals(LOG_IN_BY_PASSWORD, failures.keySet(), failures.toString());
    }

    private static List<Path> cases() throws IOException {
        Path folder = Path.of(System.getProperty("lumenvault.shared", "../../shared")).resolve("kmip").resolve("testcases");
        Assumptions.assumeTrue(Files.exists(folder), "SKIPPED: the test cases are absent");
        List<Path> cases = new ArrayList<>();
        for (String version : FOLDERS) {
            try (Stream<Path> files = Files.walk(folder.resolve(version))) {
                files.filter(file -> FAMILIES.matcher(file.getFileName().toString()).matches()).sorted().forEach(cases::add);
            }
        }
        return cases;
    }
}
