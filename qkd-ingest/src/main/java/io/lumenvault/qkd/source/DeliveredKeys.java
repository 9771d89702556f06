package io.lumenvault.qkd.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys as a module's key container (GS QKD 014 clause 6.3) holds them, in its order. Read from the bytes of the answer without a
 * text in between, so that all copies can be wiped.
 */
final class DeliveredKeys implements AutoCloseable {
    private final Map<String, byte[]> keys = new LinkedHashMap<>();

    static DeliveredKeys read(byte[] body) throws IOException {
        DeliveredKeys delivered = new DeliveredKeys();
        try (JsonParser in = JsonExchange.JSON.createParser(body)) {
            require(in.nextToken() == JsonToken.START_OBJECT, "a key container");
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean list = in.currentName().equals("keys");
                in.nextToken();
                if (list) {
                    delivered.readList(body, in);
                } else {
                    in.skipChildren();
                }
            }
            require(in.currentToken() == JsonToken.END_OBJECT, "the end of the key container");
            return delivered;
        } catch (IOException | RuntimeException e) {
            delivered.close();
            throw e;
        }
    }

    private void readList(byte[] body, JsonParser in) throws IOException {
        require(in.currentToken() == JsonToken.START_ARRAY, "an array 'keys'");
        while (in.nextToken() == JsonToken.START_OBJECT) {
            readKey(body, in);
        }
        require(in.currentToken() == JsonToken.END_ARRAY, "nothing but objects in 'keys'");
    }

    private void readKey(byte[] body, JsonParser in) throws IOException {
        String id = null;
        byte[] key = null;
        try {
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "key_ID" -> id = in.getText();
                    case "key" -> {
                        require(key == null, "'key' once in each entry");
                        key = KeyText.decode(body, in);
                    }
                    default -> in.skipChildren();
                }
            }
            require(id != null && key != null, "'key_ID' and 'key' in each entry of 'keys'");
            require(!keys.containsKey(id), "each 'key_ID' once");
            keys.put(id, key);
            key = null;
        } finally {
            if (key != null) {
                Arrays.fill(key, (byte) 0);
            }
        }
    }

    private static void require(boolean right, String what) throws IOException {
        if (!right) {
            throw new IOException("the answer shall hold " + what);
        }
    }

    /**
     * Adds the keys of another delivery, which holds none afterwards.
     *
     * @throws SourceException when one of them is here already: a module gives a new key once
     */
    void take(DeliveredKeys more) throws SourceException {
        for (String id : more.keys.keySet()) {
            if (keys.containsKey(id)) {
                throw new SourceException(SourceException.Kind.REFUSED, "the module gives key " + JsonExchange.shorten(id) + " twice");
            }
        }
        keys.putAll(more.keys);
        more.keys.clear();
    }

    /** @throws SourceException unless there are so many keys at most, and one at least, each of this length */
    void require(int most, int keyBytes) throws SourceException {
        if (keys.isEmpty() || keys.size() > most || keys.values().stream().anyMatch(key -> key.length != keyBytes)) {
            throw new SourceException(SourceException.Kind.REFUSED, "the module was asked for up to " + most + " keys of " + keyBytes
                    + " bytes and gives " + keys.size() + ", or others");
        }
    }

    /** Bytes of all keys together. */
    int bytes() {
        return keys.values().stream().mapToInt(key -> key.length).sum();
    }

    /** Identifiers in the order of the container. */
    List<String> ids() {
        return List.copyOf(keys.keySet());
    }

    boolean has(String id) {
        return keys.containsKey(id);
    }

    /**
     * The keys one after another, in the order of {@code ids}.
     *
     * @throws SourceException when one of them is not here
     */
    byte[] joined(List<String> ids) throws SourceException {
        int length = 0;
        for (String id : ids) {
            if (!keys.containsKey(id)) {
                throw new SourceException(SourceException.Kind.LOST, "the module has left out key " + JsonExchange.shorten(id));
            }
            length += keys.get(id).length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (String id : ids) {
            byte[] key = keys.get(id);
            System.arraycopy(key, 0, all, at, key.length);
            at += key.length;
        }
        return all;
    }

    /** Wipes all of them and holds none. */
    @Override
    public void close() {
        keys.values().forEach(key -> Arrays.fill(key, (byte) 0));
        keys.clear();
    }
}
