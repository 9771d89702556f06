package io.lumenvault.server.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Reads JSON bodies of console requests: exactly the members that a record has, nothing else. */
@Singleton
class JsonInput {

    private final ObjectReader reader;

    JsonInput(ObjectMapper mapper) {
        this.reader = mapper.reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * Reads a body. Belongs inside the door, so that whoever may not call learns nothing of what the body should be.
     *
     * @throws VaultException with Invalid Field, naming the member that is wrong
     */
    <T extends Record> T read(byte[] body, Class<T> type) {
        String members = Arrays.stream(type.getRecordComponents()).map(part -> part.getName()).collect(Collectors.joining(", "));
        try {
            T value = body == null || body.length == 0 ? null : reader.forType(type).readValue(body);
            if (value != null) {
                return value;
            }
        } catch (JsonMappingException wrong) {
            String where = wrong.getPath().stream().map(JsonMappingException.Reference::getFieldName).collect(Collectors.joining("."));
            throw invalid("'" + where + "' cannot be read here", members);
        } catch (JsonProcessingException malformed) {
            throw invalid("it is not JSON", members);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory cannot fail", impossible);
        }
        throw invalid("there is none", members);
    }

    /** @throws VaultException when a member is missing */
    static <T> T required(String name, T value) {
        if (value == null) {
            throw new VaultException(Reason.INVALID_FIELD, "'" + name + "' is missing");
        }
        return value;
    }

    private static VaultException invalid(String problem, String members) {
        return new VaultException(Reason.INVALID_FIELD, "the body is to be a JSON object with " + members + "; " + problem);
    }
}
