package io.lumenvault.server.qkd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lumenvault.server.vault.VaultException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Key request (ETSI GS QKD 014 clause 6.2).
 *
 * @param number of keys
 * @param size of each in bits
 * @param additionalSlaves SAEs that get the same keys as the one in the path
 * @param link the link that the caller insists on by {@value #LINK_EXTENSION}, or null
 */
record KeyRequest(int number, int size, Set<String> additionalSlaves, String link) {

    /** Our one extension: the key shall come from the link of this name. */
    static final String LINK_EXTENSION = "lumenvault_link";
    static final String UNSUPPORTED_EXTENSION = "not all extension_mandatory parameters are supported";
    static final String UNMET_EXTENSION = "not all extension_mandatory request options could be met";
    static final String SIZE_NOT_BYTES = "size shall be a multiple of 8";
    private static final Set<String> QUERY = Set.of("number", "size");

    KeyRequest {
        checkNumber(number);
        checkSize(size);
        additionalSlaves = Set.copyOf(additionalSlaves);
    }

    /** One key of the default size. */
    static KeyRequest empty() {
        return new KeyRequest(1, SupplyLimits.DEFAULT_KEY_BITS, Set.of(), null);
    }

    /** The request of a GET, which has room for number and size only (clause 5.3). */
    static KeyRequest ofQuery(MultivaluedMap<String, String> query) {
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            if (!QUERY.contains(parameter.getKey())) {
                throw Malformed.request("GET takes number and size only; use POST for the rest", "parameter", parameter.getKey());
            }
            if (parameter.getValue().size() != 1) {
                throw Malformed.request("a parameter is given more than once", "parameter", parameter.getKey());
            }
        }
        return new KeyRequest(queryNumber(query, "number", 1), queryNumber(query, "size", SupplyLimits.DEFAULT_KEY_BITS), Set.of(), null);
    }

    private static int queryNumber(MultivaluedMap<String, String> query, String name, int otherwise) {
        String text = query.getFirst(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("-?[0-9]{1,9}")) {
            throw Malformed.request("'" + name + "' is wrong", name, "shall be a whole number");
        }
        return Integer.parseInt(text);
    }

    /** The request of a POST. */
    static KeyRequest ofJson(ObjectNode json) {
        for (JsonNode ignored : objects(json, "extension_optional")) {
            // Clause 6.2: a KME may ignore these.
            continue;
        }
        return new KeyRequest(whole(json, "number", 1), whole(json, "size", SupplyLimits.DEFAULT_KEY_BITS), slaves(json), link(json));
    }

    /** Any whole number: what it may be is said in the words that a GET is answered in. */
    private static int whole(ObjectNode json, String name, int otherwise) {
        Long given = JsonReader.optionalInteger(json, name, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return given == null ? otherwise : given.intValue();
    }

    private static void checkNumber(int number) {
        if (number < 1 || number > SupplyLimits.MAX_KEYS) {
            throw Malformed.request("number shall be from 1 to " + SupplyLimits.MAX_KEYS, "number", Integer.toString(number));
        }
    }

    private static void checkSize(int size) {
        if (size % Byte.SIZE != 0) {
            throw Malformed.request(SIZE_NOT_BYTES, "size", Integer.toString(size));
        }
        if (size < SupplyLimits.MIN_KEY_BITS || size > SupplyLimits.MAX_KEY_BITS) {
            throw Malformed.request("size shall be from " + SupplyLimits.MIN_KEY_BITS + " to " + SupplyLimits.MAX_KEY_BITS,
                    "size", Integer.toString(size));
        }
    }

    private static Set<String> slaves(ObjectNode json) {
        Set<String> slaves = new LinkedHashSet<>();
        for (JsonNode slave : array(json, "additional_slave_SAE_IDs")) {
            if (!slave.isTextual() || slave.textValue().isEmpty()) {
                throw wrong("additional_slave_SAE_IDs", "shall be an array of SAE IDs");
            }
            slaves.add(slave.textValue());
        }
        if (slaves.size() > SupplyLimits.MAX_ADDITIONAL_SAES) {
            throw wrong("additional_slave_SAE_IDs", "shall name " + SupplyLimits.MAX_ADDITIONAL_SAES + " SAEs at most");
        }
        return slaves;
    }

    private static String link(ObjectNode json) {
        String link = null;
        for (JsonNode extension : objects(json, "extension_mandatory")) {
            for (Map.Entry<String, JsonNode> parameter : extension.properties()) {
                if (!parameter.getKey().equals(LINK_EXTENSION)) {
                    throw Malformed.request(UNSUPPORTED_EXTENSION, "extension_mandatory", parameter.getKey());
                }
                if (!parameter.getValue().isTextual() || link != null && !link.equals(parameter.getValue().textValue())) {
                    throw Malformed.request(UNMET_EXTENSION, LINK_EXTENSION, "shall be the name of one link");
                }
                link = parameter.getValue().textValue();
            }
        }
        return link;
    }

    private static List<JsonNode> objects(ObjectNode json, String name) {
        List<JsonNode> objects = array(json, name);
        if (!objects.stream().allMatch(JsonNode::isObject)) {
            throw wrong(name, "shall be an array of objects");
        }
        return objects;
    }

    private static List<JsonNode> array(ObjectNode json, String name) {
        if (!json.hasNonNull(name)) {
            return List.of();
        }
        if (!json.get(name).isArray()) {
            throw wrong(name, "shall be an array");
        }
        List<JsonNode> elements = new ArrayList<>();
        json.get(name).forEach(elements::add);
        return elements;
    }

    private static VaultException wrong(String name, String reason) {
        return Malformed.request("'" + name + "' is wrong", name, reason);
    }
}
