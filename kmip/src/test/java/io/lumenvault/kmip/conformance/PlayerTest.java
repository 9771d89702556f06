package io.lumenvault.kmip.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.SharedData;
import io.lumenvault.kmip.XmlCases;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ResultStatus;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayerTest {

    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** Some of what an answer to Query must name. */
    private static final Set<Item> NAMED = Set.of(operation(Operation.GET), operation(Operation.LOCATE),
            new Item.Enumeration(Tag.OBJECT_TYPE, ObjectType.SYMMETRIC_KEY.code()));

    private static PrintedKeys printed;

    private static Item operation(Operation operation) {
        return new Item.Enumeration(Tag.OPERATION, operation.code());
    }

    /** Requests and answers of one play; every answer is changed before it is given. */
    private static CaseResult play(CaseFile file, UnaryOperator<Structure> change, List<Structure> requests) throws IOException {
        try (Player player = new Player(new FaithfulServer(file, NOW, change, requests), CLOCK, ProtocolVersion.withPreview(),
                List.of(file), printed)) {
            return player.play(file);
        }
    }

    private static PrintedKeys readPrintedKeys() throws IOException {
        List<CaseFile> cases = new ArrayList<>();
        for (Path path : XmlCases.files("2.1")) {
            cases.add(CaseFile.read(path));
        }
        return PrintedKeys.of(cases);
    }

    @BeforeAll
    static void readKeys() throws IOException {
        printed = readPrintedKeys();
    }

    private static CaseFile file(String name) throws IOException {
        return CaseFile.read(SharedData.path("kmip/testcases/" + name));
    }

    @ParameterizedTest
    @CsvSource({"1.4, 75, 471", "2.1, 93, 578", "3.0, 102, 617"})
    void play_answersAsExpected_pass(String version, int cases, int steps) throws IOException {
        List<CaseResult> results = new ArrayList<>();
        for (Path path : XmlCases.files(version)) {
            results.add(play(CaseFile.read(path), answer -> answer, new ArrayList<>()));
        }
        assertEquals(List.of(), results.stream().filter(result -> result.verdict() != CaseResult.Verdict.PASS).toList());
        assertEquals(cases, results.size());
        assertEquals(steps, results.stream().mapToInt(CaseResult::step).sum());
    }

    /** Each value of each answer is changed in turn: the change is seen, but for what the rules tolerate. */
    @ParameterizedTest
    @CsvSource({"1.4", "2.1", "3.0"})
    void compare_oneValueChanged_isSeenButForWhatIsTolerated(String version) throws IOException {
        Set<String> unseen = new TreeSet<>();
        int seen = 0;
        for (Path path : XmlCases.files(version)) {
            CaseFile file = CaseFile.read(path);
            Bindings bindings = new Bindings();
            CaseKeys keys = new CaseKeys();
            for (CaseFile.Step step : file.steps()) {
                Structure answer = FaithfulAnswers.answer(step.response(), file.placeholders(), NOW);
                boolean query = step.request().toString().contains("Query Function");
                for (Structure changed : Changes.ofOneValue(answer)) {
                    if (Comparison.compare(step, changed, file.placeholders(), bindings.copy(), NOW, keys, NAMED) != null) {
                        seen++;
                    } else if (!query && !Changes.isOfAVariable(step.response(), answer, changed, file.placeholders())) {
                        unseen.add(Changes.tagOfChange(answer, changed));
                    }
                }
                assertEquals(null, Comparison.compare(step, answer, file.placeholders(), bindings, NOW, keys, NAMED));
            }
        }
        assertTrue(Set.of("Result Message", "Server Correlation Value", "Time Stamp", "Initial Date", "Last Change Date", "Attribute Value",
                "Original Creation Date", "Data", "Data Length", "IV/Counter/Nonce", "PKCS#11 Output Parameters",
                "Protocol Version Minor").containsAll(unseen), unseen.toString());
        assertTrue(seen > 3000, "seen " + seen);
    }

    @Test
    void play_variables_takeTheirValuesFromAnswersAndStandInLaterRequests() throws IOException {
        List<Structure> requests = new ArrayList<>();
        assertEquals(CaseResult.Verdict.PASS, play(file("2.1/mandatory/SKLC-M-1-21.xml"), answer -> answer, requests).verdict());
        assertTrue(requests.get(1).toString().length() > 0);
        Structure payload = (Structure) ((Structure) requests.get(1).first(Tag.BATCH_ITEM)).first(Tag.REQUEST_PAYLOAD);
        assertEquals(Item.Text.of(Tag.UNIQUE_IDENTIFIER, "value of UNIQUE_IDENTIFIER_0"), payload.first(Tag.UNIQUE_IDENTIFIER));
    }

    @Test
    void play_otherReason_failsAndSaysWhere() throws IOException {
        CaseResult result = play(file("2.1/mandatory/BL-M-4-21.xml"),
                answer -> Changes.replace(answer, Tag.RESULT_REASON, new Item.Enumeration(Tag.RESULT_REASON,
                        ResultReason.PERMISSION_DENIED.code())),
                new ArrayList<>());
        assertEquals(CaseResult.Verdict.FAIL, result.verdict());
        assertEquals("ResponseMessage/BatchItem[1]/ResultReason is PermissionDenied; expected is ObjectNotFound", result.reason());
    }

    @Test
    void play_operationNotSupported_isUnsupportedInTheServersWords() throws IOException {
        CaseResult result = play(file("1.4/mandatory/CS-AC-M-1-14.xml"), answer -> {
            Structure item = (Structure) answer.first(Tag.BATCH_ITEM);
            Structure refusal = Structure.of(Tag.BATCH_ITEM, item.first(Tag.OPERATION),
                    new Item.Enumeration(Tag.RESULT_STATUS, ResultStatus.OPERATION_FAILED.code()),
                    new Item.Enumeration(Tag.RESULT_REASON, ResultReason.OPERATION_NOT_SUPPORTED.code()),
                    Item.Text.of(Tag.RESULT_MESSAGE, "not here"));
            return Structure.of(answer.tag(), answer.items().getFirst(), refusal);
        }, new ArrayList<>());
        assertEquals(CaseResult.Verdict.UNSUPPORTED, result.verdict());
        assertEquals("Operation Not Supported: not here", result.reason());
        assertEquals("CS-AC", result.profile());
    }

    /** The cases print what other keys and other padding came to; another ciphertext is taken where it opens, and nowhere else. */
    @ParameterizedTest
    @CsvSource({"2.1/mandatory/CS-AC-M-OAEP-1-21.xml, 256, does not open with the private key",
        "2.1/mandatory/CS-AC-M-OAEP-9-21.xml, 256, does not open with the private key",
        "2.1/mandatory/CS-BC-M-1-21.xml, 16, decrypts to another plain text than the one that was encrypted",
        "1.4/mandatory/CS-BC-M-3-14.xml, 17, expected is"})
    void play_ciphertextThatDoesNotOpen_fails(String name, int length, String problem) throws IOException {
        CaseResult result = play(file(name), answer -> Changes.replace(answer, Tag.DATA, new Item.Bytes(Tag.DATA, new byte[length])),
                new ArrayList<>());
        assertEquals(CaseResult.Verdict.FAIL, result.verdict());
        assertTrue(result.reason().contains(problem), result.reason());
        assertEquals(2, result.step());
    }

    @Test
    void play_otherCiphertextOfAGeneratedKey_standsForThePrintedOneLater() throws IOException {
        List<Structure> requests = new ArrayList<>();
        Item other = new Item.Bytes(Tag.DATA, HexFormat.of().parseHex("00112233445566778899aabbccddeeff"));
        AtomicInteger answered = new AtomicInteger();
        CaseResult result = play(file("1.4/mandatory/CS-BC-M-3-14.xml"),
                answer -> answered.incrementAndGet() == 2 ? Changes.replace(answer, Tag.DATA, other) : answer, requests);
        assertEquals("", result.reason());
        Structure decrypt = (Structure) ((Structure) requests.get(2).first(Tag.BATCH_ITEM)).first(Tag.REQUEST_PAYLOAD);
        assertEquals(other, decrypt.first(Tag.DATA));
    }

    @ParameterizedTest
    @CsvSource({"32, true", "16, true", "0, true", "33, false", "-1, false"})
    void play_rngSeed_mayUseAnyPartOfTheSeed(int used, boolean passes) throws IOException {
        for (int i = 1; i <= 4; i++) {
            CaseResult result = play(file("1.4/optional/CS-RNG-O-" + i + "-14.xml"), answer -> Changes.replace(answer, Tag.DATA_LENGTH,
                    new Item.Int(Tag.DATA_LENGTH, used)), new ArrayList<>());
            assertEquals(i == 4 || passes, result.verdict() == CaseResult.Verdict.PASS, result.reason());
        }
    }

    @Test
    void play_rngSeedRefusedForAnotherReason_fails() throws IOException {
        CaseResult result = play(file("2.1/optional/CS-RNG-O-4-21.xml"), answer -> Changes.replace(answer, Tag.RESULT_REASON,
                new Item.Enumeration(Tag.RESULT_REASON, ResultReason.GENERAL_FAILURE.code())), new ArrayList<>());
        assertEquals(CaseResult.Verdict.FAIL, result.verdict());
    }

    /** TL-M-3 asks for Locate, and the server has been seen to carry out Destroy; nobody asked for Check. */
    @ParameterizedTest
    @CsvSource({"LOCATE, false", "DESTROY, false", "CHECK, true"})
    void play_queryThatDoesNotNameAnOperation_failsWhereTheProfileNeedsItOrTheServerServesIt(Operation left, boolean passes)
            throws IOException {
        CaseFile query = file("2.1/mandatory/TL-M-1-21.xml");
        CaseFile needs = file("2.1/mandatory/TL-M-3-21.xml");
        CaseFile shows = file("2.1/mandatory/SKLC-M-1-21.xml");
        Deque<CaseFile> played = new ArrayDeque<>(List.of(shows, query));
        FaithfulServer[] server = new FaithfulServer[1];
        try (Player player = new Player(request -> server[0].exchange(request), CLOCK, ProtocolVersion.supported(), List.of(query, needs),
                printed)) {
            CaseResult result = null;
            while (!played.isEmpty()) {
                CaseFile next = played.poll();
                server[0] = new FaithfulServer(next, NOW, answer -> next == query ? Changes.without(answer, operation(left)) : answer,
                        new ArrayList<>());
                result = player.play(next);
            }
            assertEquals(passes ? "" : "ResponseMessage/BatchItem[1]/ResponsePayload/Operation(" + left.xmlName(ProtocolVersion.V2_1)
                    + ") is missing", result.reason());
        }
    }

    @Test
    void play_versionNotOffered_isUnsupported() throws IOException {
        CaseFile file = file("3.0/mandatory/BL-M-1-30.xml");
        CaseResult result = new Player(request -> request, CLOCK, ProtocolVersion.supported(), List.of(file), printed).play(file);
        assertEquals(CaseResult.Verdict.UNSUPPORTED, result.verdict());
    }

    @Test
    void play_failedCase_leavesNoObjectBehind() throws IOException {
        List<Structure> requests = new ArrayList<>();
        CaseResult result = play(file("1.4/mandatory/SKLC-M-1-14.xml"), answer -> requests.size() == 1 ? answer
                : Structure.of(answer.tag(), answer.items().getFirst()), requests);
        assertEquals(2, result.step());
        assertEquals(3, requests.size());
        assertEquals(2, requests.getLast().all(Tag.BATCH_ITEM).size());
    }
}
