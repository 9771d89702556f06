package io.lumenvault.kmip.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.XmlCases;
import io.lumenvault.kmip.payload.Payloads;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every message of the OASIS profile cases is read into records and written again without a difference. */
class OasisCasesTest {

    private final List<String> problems = new ArrayList<>();
    private int requests;
    private int payloads;

    @ParameterizedTest
    @CsvSource({"1.4, 471", "2.1, 578", "3.0, 617"})
    void readAndWrite_messagesOfTheCases_giveTheSameItems(String version, int expectedRequests) throws Exception {
        for (Path file : XmlCases.files(version)) {
            for (Structure message : XmlCases.messages(file)) {
                check(file.getFileName().toString(), message);
            }
        }
        assertEquals(List.of(), problems);
        assertEquals(expectedRequests, requests);
        assertTrue(payloads > expectedRequests, "payloads " + payloads);
    }

    private void check(String name, Structure message) {
        assertEquals(message, TtlvReader.readWithPreview(TtlvWriter.write(message)));
        try {
            if (message.tag().equals(Tag.REQUEST_MESSAGE)) {
                requests++;
                request(message);
            } else {
                response(message);
            }
        } catch (KmipException | AssertionError | IllegalArgumentException e) {
            problems.add(name + ": " + e.getMessage());
        }
    }

    private void request(Structure structure) {
        RequestMessage message = RequestMessage.read(structure, ProtocolVersion.withPreview());
        assertEquals(structure, message.toStructure());
        for (RequestBatchItem item : message.items()) {
            if (Payloads.operations().contains(item.operation().orElseThrow())) {
                assertEquals(item.payload(), item.readPayload(message.version()).toStructure(message.version()));
                payloads++;
            }
        }
    }

    private void response(Structure structure) {
        ResponseMessage message = ResponseMessage.read(structure);
        assertEquals(structure, message.toStructure());
        for (ResponseBatchItem item : message.items()) {
            if (item.succeeded() && item.payload() != null) {
                for (Operation operation : Payloads.operations()) {
                    if (operation.code() == item.operationCode()) {
                        assertEquals(item.payload(),
                                item.readPayload(operation, message.version()).toStructure(message.version()));
                        payloads++;
                    }
                }
            }
        }
    }
}
