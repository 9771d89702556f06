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
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The OASIS test cases of the profiles that pass whole, on a real site. */
@ExtendWith(SharedKmipSite.class)
class KmipConformanceIT {

    /**
     * The cases of cryptography. Left out are those that print what one server's random key or padding came to: CS-BC-M-1 to 3, and
     * CS-AC-M-OAEP with odd numbers.
     */
    private static final String CRYPTOGRAPHY = "|AKLC-M|QS|CS-RNG-M|CS-BC-M-([4-9]|1[0-4]|GCM-.|CHACHA20-.|CHACHA20POLY1305-.)"
            + "|CS-AC-M-([1-8]|OAEP-([2468]|10))";

    /** Profiles, by the beginnings of their cases, of which every case passes; README, Limits, says which are not whole. */
    private static final Map<String, Pattern> WHOLE = Map.of(
            "1.4", Pattern.compile("(AX|MSGENC|OMOS|SASED|SKFF|SKLC|SUITEB|TL" + CRYPTOGRAPHY + ")[-_].*"),
            "2.1", Pattern.compile("(AX|BL|MSGENC|OMOS|PKCS11|SASED|SKFF|SKLC|TL" + CRYPTOGRAPHY + ")-.*"),
            "3.0", Pattern.compile("(AX|MSGENC|OMOS|PKCS11|SASED|SKFF|SKLC|TL" + CRYPTOGRAPHY + ")-.*"));

    private final KmipSite site;

    KmipConformanceIT(KmipSite site) {
        this.site = site;
    }

    @Test
    void everyCaseOfTheProfilesThatAreWholePasses() throws IOException {
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
        assertEquals(Map.of(), failures);
    }

    private static List<Path> cases() throws IOException {
        Path folder = SharedData.path("kmip/testcases");
        List<Path> cases = new ArrayList<>();
        for (Map.Entry<String, Pattern> version : WHOLE.entrySet()) {
            try (Stream<Path> files = Files.walk(folder.resolve(version.getKey()))) {
                files.filter(file -> version.getValue().matcher(file.getFileName().toString()).matches()).sorted().forEach(cases::add);
            }
        }
        return cases;
    }
}
