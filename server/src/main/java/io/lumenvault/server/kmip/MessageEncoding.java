package io.lumenvault.server.kmip;

import io.lumenvault.kmip.encoding.EncodingException;
import io.lumenvault.kmip.encoding.JsonEncoding;
import io.lumenvault.kmip.encoding.XmlEncoding;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.TtlvException;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The encodings of a message and their media types (KMIP Profiles: HTTPS, XML and JSON message encoding). */
enum MessageEncoding {

    /** Tag, type, length, value: the one encoding of the KMIP port. */
    TTLV("application", "octet-stream", 1) {
        @Override
        Structure read(byte[] message, boolean preview) throws UnreadableMessageException {
            try {
                return preview ? TtlvReader.readStructureWithPreview(message) : TtlvReader.readStructure(message);
            } catch (TtlvException malformed) {
                throw new UnreadableMessageException(malformed.getMessage());
            }
        }

        @Override
        byte[] write(Structure message) {
            return TtlvWriter.write(message);
        }
    },

    /** XML, in UTF-8. */
    XML("text", "xml", 4) {
        @Override
        Structure read(byte[] message, boolean preview) throws UnreadableMessageException {
            return structure(() -> XmlEncoding.read(text(message)));
        }

        @Override
        byte[] write(Structure message) {
            return XmlEncoding.write(message).getBytes(StandardCharsets.UTF_8);
        }
    },

    /** JSON, in UTF-8. */
    JSON("application", "json", 4) {
        @Override
        Structure read(byte[] message, boolean preview) throws UnreadableMessageException {
            return structure(() -> JsonEncoding.read(text(message)));
        }

        @Override
        byte[] write(Structure message) {
            return JsonEncoding.write(message).getBytes(StandardCharsets.UTF_8);
        }
    };

    private final String type;
    private final String subtype;
    private final int copies;

    MessageEncoding(String type, String subtype, int copies) {
        this.type = type;
        this.subtype = subtype;
        this.copies = copies;
    }

    /** How much memory each byte of an answer takes while it is written: text has two digits for it, and grows before it is bytes. */
    int copies() {
        return copies;
    }

    /** The media type, without parameters. */
    String mediaType() {
        return type + "/" + subtype;
    }

    /** The encoding of a media type, in any case and with any parameters. */
    static Optional<MessageEncoding> of(String mediaType) {
        String bare = mediaType.split(";", 2)[0].strip();
        return Arrays.stream(values()).filter(encoding -> encoding.mediaType().equalsIgnoreCase(bare)).findFirst();
    }

    /**
     * Reads a message.
     *
     * @param preview whether the item types of the draft of 3.0 are taken too
     * @throws UnreadableMessageException where the bytes are not a structure in this encoding
     */
    abstract Structure read(byte[] message, boolean preview) throws UnreadableMessageException;

    /** Writes a message. @throws IllegalArgumentException where it holds a text that the encoding cannot carry */
    abstract byte[] write(Structure message);

    /** A message that is not in the encoding that it says. */
    static final class UnreadableMessageException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableMessageException(String problem) {
            super(problem);
        }
    }

    private interface Reading {
        Item read() throws UnreadableMessageException;
    }

    private static Structure structure(Reading reading) throws UnreadableMessageException {
        Item item;
        try {
            item = reading.read();
        } catch (EncodingException malformed) {
            throw new UnreadableMessageException(malformed.getMessage());
        }
        if (item instanceof Structure structure) {
            return structure;
        }
        throw new UnreadableMessageException(item.tag() + " has type " + item.type().xmlName() + "; expected Structure");
    }

    private static String text(byte[] message) throws UnreadableMessageException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
        } catch (CharacterCodingException malformed) {
            throw new UnreadableMessageException("the message is not UTF-8");
        }
    }
}
