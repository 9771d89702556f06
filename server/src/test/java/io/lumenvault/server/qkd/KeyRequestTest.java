package io.lumenvault.server.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ETSI GS QKD 014 clause 6.2 and the texts of clause 6.2's notes. */
class KeyRequestTest {

    private static KeyRequest read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return KeyRequest.ofJson(JsonReader.object(bytes, 0, bytes.length));
    }

    private static VaultException refusal(String json) {
        VaultException refusal = assertThrows(VaultException.class, () -> read(json));
        assertEquals(Reason.INVALID_FIELD, refusal.reason());
        return refusal;
    }

    private static MultivaluedHashMap<String, String> query(String... pairs) {
        MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            query.add(pairs[i], pairs[i + 1]);
        }
        return query;
    }

    @Test
    void ofJson_emptyObject_isOneKeyOfTheDefaultSize() {
        assertEquals(KeyRequest.empty(), read("{}"));
        assertEquals(1, KeyRequest.empty().number());
        assertEquals(256, KeyRequest.empty().size());
    }

    @Test
    void ofJson_allMembers_areRead() {
        KeyRequest request = read("""
                {"number": 3, "size": 512, "additional_slave_SAE_IDs": ["c", "d", "c"],
                 "extension_mandatory": [{"lumenvault_link": "link-1"}], "extension_optional": [{"abc_unknown": 1}]}""");
        assertEquals(new KeyRequest(3, 512, Set.of("c", "d"), "link-1"), request);
    }

    @Test
    void ofJson_emptyAdditionalSlaves_isAllowed() {
        assertEquals(KeyRequest.empty(), read("{\"additional_slave_SAE_IDs\": []}"));
    }

    @ParameterizedTest
    @CsvSource({"size,257", "size,33", "size,32770", "size,0", "size,56", "size,32776", "number,0", "number,-1", "number,129"})
    void ofJson_isRefusedInTheWordsOfAGet(String name, String value) {
        String refused = assertThrows(VaultException.class, () -> KeyRequest.ofQuery(query(name, value))).getMessage();
        assertEquals(refused, refusal("{\"" + name + "\": " + value + "}").getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {257, 33, 32_770})
    void ofJson_sizeNotOfWholeBytes_saysTheStandardsText(int size) {
        assertEquals("size shall be a multiple of 8", refusal("{\"size\": " + size + "}").getMessage());
    }

    @Test
    void ofJson_unknownMandatoryExtension_saysTheStandardsText() {
        assertEquals("not all extension_mandatory parameters are supported",
                refusal("{\"extension_mandatory\": [{\"abc_route\": \"direct\"}]}").getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"lumenvault_link\": 1}]", "[{\"lumenvault_link\": \"a\"}, {\"lumenvault_link\": \"b\"}]"})
    void ofJson_knownExtensionThatCannotBeMet_saysTheStandardsText(String extension) {
        assertEquals("not all extension_mandatory request options could be met",
                refusal("{\"extension_mandatory\": " + extension + "}").getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"number\": 0}", "{\"number\": -1}", "{\"number\": 129}", "{\"number\": 1.5}", "{\"number\": \"1\"}",
        "{\"number\": 99999999999}", "{\"size\": 0}", "{\"size\": 56}", "{\"size\": 32776}", "{\"size\": true}",
        "{\"additional_slave_SAE_IDs\": \"c\"}", "{\"additional_slave_SAE_IDs\": [1]}", "{\"additional_slave_SAE_IDs\": [\"\"]}",
        "{\"extension_mandatory\": {}}", "{\"extension_mandatory\": [\"x\"]}", "{\"extension_optional\": [1]}",
        "{\"additional_slave_SAE_IDs\": [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\"]}"})
    void ofJson_wrongMember_isRefusedWithDetails(String json) {
        assertTrue(!refusal(json).details().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "3", "{} {}", "{\"number\":1,\"number\":2}", "{number:1}",
        "{\"a\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}"})
    void ofJson_notOneJsonObject_isRefused(String json) {
        refusal(json);
    }

    @Test
    void ofQuery_numberAndSize_areRead() {
        assertEquals(new KeyRequest(2, 128, Set.of(), null), KeyRequest.ofQuery(query("number", "2", "size", "128")));
        assertEquals(KeyRequest.empty(), KeyRequest.ofQuery(query()));
    }

    @ParameterizedTest
    @CsvSource({"number,x", "number,''", "size,1e3", "additional_slave_SAE_IDs,c", "number,99999999999"})
    void ofQuery_whatGetCannotAsk_isRefused(String name, String value) {
        VaultException refusal = assertThrows(VaultException.class, () -> KeyRequest.ofQuery(query(name, value)));
        assertEquals(Reason.INVALID_FIELD, refusal.reason());
    }

    @Test
    void ofQuery_parameterTwice_isRefused() {
        assertThrows(VaultException.class, () -> KeyRequest.ofQuery(query("number", "1", "number", "2")));
    }
}
