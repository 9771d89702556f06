package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.encoding.XmlEncoding;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One case file of the OASIS profiles: requests and the responses expected to them, in order, against a fresh set of objects.
 *
 * @param name the file's name without its ending, such as {@code CS-BC-M-1-21}
 * @param placeholders the items that stand for variables
 */
public record CaseFile(String name, ProtocolVersion version, List<Step> steps, Placeholders placeholders) {

    private static final String ENDING = ".xml";

    public CaseFile {
        steps = List.copyOf(steps);
    }

    /** A request with its placeholders, and the response that is expected. */
    public record Step(Structure request, Structure response) {
    }

    /**
     * Reads a case file.
     *
     * @throws IOException where the file cannot be read
     * @throws io.lumenvault.kmip.encoding.EncodingException where it is not the XML encoding
     * @throws IllegalArgumentException where it does not alternate requests and responses
     */
    public static CaseFile read(Path file) throws IOException {
        String fileName = file.getFileName().toString();
        String name = fileName.endsWith(ENDING) ? fileName.substring(0, fileName.length() - ENDING.length()) : fileName;
        Placeholders placeholders = new Placeholders();
        return of(name, XmlEncoding.readAll(Files.readString(file), placeholders), placeholders);
    }

    private static CaseFile of(String name, List<Item> messages, Placeholders placeholders) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < messages.size(); i += 2) {
            if (i + 1 < messages.size() && messages.get(i) instanceof Structure request
                    && request.tag().equals(Tag.REQUEST_MESSAGE) && messages.get(i + 1) instanceof Structure response
                    && response.tag().equals(Tag.RESPONSE_MESSAGE)) {
                steps.add(new Step(request, response));
            } else {
                throw new IllegalArgumentException(name + ": message " + (i + 1)
                        + " and the one after it are not a Request Message and a Response Message");
            }
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException(name + " holds no message");
        }
        return new CaseFile(name, RequestMessage.peekVersion(steps.getFirst().request), steps, placeholders);
    }

    /** The profile's abbreviation: the name before {@code -M-} (mandatory) or {@code -O-} (optional). */
    public String profile() {
        return name.replaceFirst("-[MO]-.*", "");
    }

    /** True for a case that the profile does not require. */
    public boolean optional() {
        return name.contains("-O-");
    }
}
