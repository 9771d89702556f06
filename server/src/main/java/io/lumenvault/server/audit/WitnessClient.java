package io.lumenvault.server.audit;

import io.lumenvault.tlog.ConsistencyProof;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.NoteSignature;
import io.lumenvault.tlog.SignedNote;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;

/** Asks one witness for its cosignature under a head, by {@code add-checkpoint} of C2SP {@code tlog-witness}. */
public final class WitnessClient {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final int MOST_ANSWER = 64 << 10;

    private final NoteKey key;
    private final URI url;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

    /**
     * @param key of the witness, pinned by the site's configuration
     * @param url its submission prefix
     */
    public WitnessClient(NoteKey key, URI url) {
        this.key = Objects.requireNonNull(key, "key");
        this.url = URI.create(Objects.requireNonNull(url, "url") + (url.toString().endsWith("/") ? "" : "/") + "add-checkpoint");
    }

    String name() {
        return key.name();
    }

    NoteKey key() {
        return key;
    }

    /** What a witness answered: a cosignature that verifies, or the size of the head that it has. */
    record Answer(NoteSignature cosignature, long knownSize) {}

    /**
     * Offers a head.
     *
     * @param proof from the head that the witness is thought to have
     * @throws WitnessConflictException when it has a head that this one does not extend
     * @throws WitnessException when it does not answer, or neither cosigns nor says what it has
     */
    Answer offer(SignedNote note, ConsistencyProof proof) {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString(text(note, proof))).build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_ANSWER));
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            return switch (answer.statusCode()) {
                case OK -> new Answer(cosignature(note, body), note.checkpoint().size());
                case CONFLICT -> known(note, body.strip());
                case UNPROCESSABLE -> throw new WitnessConflictException(proof.oldSize(), "the log does not extend the head of "
                        + proof.oldSize() + " entries that it has cosigned");
                default -> throw new WitnessException("it answered " + answer.statusCode() + ": " + PrintableText.of(body.strip()));
            };
        } catch (IOException | IllegalArgumentException failed) {
            throw new WitnessException("it cannot be asked: " + failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new WitnessException("interrupted");
        }
    }

    private static Answer known(SignedNote note, String size) {
        if (!SIZE.matcher(size).matches()) {
            throw new WitnessConflictException(note.checkpoint().size(), "it has cosigned another head of " + note.checkpoint().size() + " entries");
        }
        return new Answer(null, Long.parseLong(size));
    }

    private NoteSignature cosignature(SignedNote note, String lines) {
        return SignedNote.signatures(lines).stream().filter(line -> key.verifies(note.checkpoint(), line)).findFirst()
                .orElseThrow(() -> new WitnessException("its answer has no cosignature that verifies by its key"));
    }

    private static String text(SignedNote note, ConsistencyProof proof) {
        StringBuilder text = new StringBuilder("old " + proof.oldSize() + "\n");
        proof.path().forEach(hash -> text.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return text.append('\n').append(note.text()).toString();
    }
}
