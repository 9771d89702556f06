package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.cli.kmip.HttpsTransport;
import io.lumenvault.cli.kmip.MessageTransport;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.conformance.CaseFile;
import io.lumenvault.kmip.conformance.CaseResult;
import io.lumenvault.kmip.conformance.Player;
import io.lumenvault.kmip.conformance.PrintedKeys;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The OASIS test cases of the profiles that pass whole, on a real site. */
@ExtendWith(SharedKmipSite.class)
class KmipConformanceIT {

    /** Profiles, by the beginnings of their cases, of which every case passes; README, Limits, says which are not whole. */
    private static final Map<String, Pattern> WHOLE = Map.of(
            "1.4", Pattern.compile("(AX|MSGENC|OMOS|AKLC|CS-AC|CS-BC|CS-RNG|SASED|SKFF|SKLC|SUITEB|TL)[-_].*"),
            "2.1", Pattern.compile("(AX|BL|MSGENC|OMOS|AKLC|CS-AC|CS-BC|CS-RNG|PKCS11|QS|SASED|SKFF|SKLC|TL)-.*"),
            // AKLC-O-1 wants one digest for both keys of a pair.
            "3.0", Pattern.compile("(AX|BL|MSGENC|OMOS|AKLC-M|CS-AC|CS-BC|CS-RNG|PKCS11|QS|SASED|SKFF|SKLC|TL)-.*"));

    /** Some of each kind: what all other transports have to carry, keys, data, dates and errors. */
    private static final Map<String, Pattern> OF_EACH_KIND = Map.of(
            "1.4", Pattern.compile("(OMOS|SKLC|TL)[-_].*"),
            "2.1", Pattern.compile("(BL|SASED)-.*"));

    private final KmipSite site;

    KmipConformanceIT(KmipSite site) {
        this.site = site;
    }

    @Test
    void everyCaseOfTheProfilesThatAreWholePasses() throws IOException {
        try (KmipClient client = site.clientWithPreview("kmip-client-a")) {
            assertEquals(Map.of(), failures(cases(WHOLE), ProtocolVersion.withPreview(),
                    request -> TtlvReader.readStructureWithPreview(client.exchange(TtlvWriter.write(request)))));
        }
    }

    @ParameterizedTest
    @EnumSource(value = MessageTransport.class, names = "TLS", mode = EnumSource.Mode.EXCLUDE)
    void casesOfEachKind_passOverHttps_inEveryEncoding(MessageTransport encoding) throws IOException {
        try (HttpsTransport https = new HttpsTransport("127.0.0.1", site.httpsPort(), site.tls("kmip-client-a"), encoding)) {
            assertEquals(Map.of(), failures(cases(OF_EACH_KIND), https.versions(), https));
        }
    }

    private static Map<String, String> failures(List<CaseFile> cases, List<ProtocolVersion> versions, Player.Transport transport)
            throws IOException {
        Map<String, String> failures = new TreeMap<>();
        try (Player player = new Player(transport, Clock.systemUTC(), versions, cases, PrintedKeys.of(cases))) {
            for (CaseFile file : cases) {
                CaseResult result = player.play(file);
                if (result.verdict() != CaseResult.Verdict.PASS) {
                    failures.put(result.name(), "step " + result.step() + ": " + result.reason());
                }
            }
        }
        return failures;
    }

    private static List<CaseFile> cases(Map<String, Pattern> chosen) throws IOException {
        Path folder = SharedData.path("kmip/testcases");
        List<Path> cases = new ArrayList<>();
        for (Map.Entry<String, Pattern> version : chosen.entrySet()) {
            try (Stream<Path> files = Files.walk(folder.resolve(version.getKey()))) {
                files.filter(file -> version.getValue().matcher(file.getFileName().toString()).matches()).sorted().forEach(cases::add);
            }
        }
        List<CaseFile> read = new ArrayList<>();
        for (Path file : cases) {
            read.add(CaseFile.read(file));
        }
        return read;
    }
}
