package io.lumenvault.server.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ETSI GS QKD 014 clause 6.4. */
class KeyIdsTest {

    private static final String ONE = "bc490419-7d60-487f-adc1-4ddcc177c139";
    private static final String TWO = "0a782fb5-3434-48fe-aa4d-14f41d46cf92";

    private static KeyIds read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return KeyIds.ofJson(JsonReader.object(bytes, 0, bytes.length));
    }

    @Test
    void ofJson_objectsWithKeyId_areReadInOrder() {
        assertEquals(List.of(UUID.fromString(ONE), UUID.fromString(TWO)),
                read("{\"key_IDs\":[{\"key_ID\":\"" + ONE + "\",\"key_ID_extension\":{}},{\"key_ID\":\"" + TWO + "\"}]}").ids());
    }

    @Test
    void ofJson_identifierThatIsNoUuid_isAKeyThatIsNotFound() {
        VaultException refusal = assertThrows(VaultException.class, () -> read("{\"key_IDs\":[{\"key_ID\":\"1-1-1-1-1\"}]}"));
        assertEquals("one or more keys specified are not found on KME", refusal.getMessage());
        assertEquals(Reason.OBJECT_NOT_FOUND, refusal.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"key_IDs\":[]}", "{\"key_IDs\":{}}", "{\"key_IDs\":[\"" + ONE + "\"]}", "{\"key_IDs\":[{\"key_id\":\"x\"}]}",
        "{\"key_IDs\":[{\"key_ID\":1}]}", "{\"key_IDs\":[{\"key_ID\":\"" + ONE + "\"},{\"key_ID\":\"" + ONE + "\"}]}"})
    void ofJson_otherShapes_areRefused(String json) {
        assertEquals(Reason.INVALID_FIELD, assertThrows(VaultException.class, () -> read(json)).reason());
    }

    @Test
    void ofQuery_oneKeyId_isRead() {
        MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
        assertThrows(VaultException.class, () -> KeyIds.ofQuery(query));
        query.add("key_ID", ONE);
        assertEquals(List.of(UUID.fromString(ONE)), KeyIds.ofQuery(query).ids());
        query.add("key_ID", TWO);
        assertThrows(VaultException.class, () -> KeyIds.ofQuery(query));
    }
}
