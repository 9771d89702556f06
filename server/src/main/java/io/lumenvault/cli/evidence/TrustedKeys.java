package io.lumenvault.cli.evidence;

import io.lumenvault.cli.FileFaults;
import io.lumenvault.ground.Sha256;
import io.lumenvault.tlog.EcdsaKey;
import io.lumenvault.tlog.MlDsaCosigner;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.NoteSignature;
import io.lumenvault.tlog.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys that a checkpoint must be signed by: the log's own, and any cosigner's. They come from whoever verifies.
 *
 * <p>A file of them has the text form of C2SP signed notes, one a line, or one public key in PEM, which is the log's own; that form does
 * not name the log.
 */
public final class TrustedKeys {

    /** Clocks of one site differ by less. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);
    private static final Pattern PEM = Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    private final List<NoteKey> named;
    private final byte[] unnamed;

    private TrustedKeys(List<NoteKey> named, byte[] unnamed) {
        this.named = List.copyOf(named);
        this.unnamed = unnamed;
    }

    /** @throws IOException in one line, when the file cannot be read or holds no such keys */
    public static TrustedKeys read(Path file) throws IOException {
        String text = FileFaults.text(file, StandardCharsets.UTF_8).strip();
        try {
            Matcher pem = PEM.matcher(text);
            if (pem.matches()) {
                return new TrustedKeys(List.of(), Base64.getMimeDecoder().decode(pem.group(1)));
            }
            return of(text.lines().filter(line -> !line.isBlank()).map(NoteKey::parse).toList());
        } catch (IllegalArgumentException malformed) {
            throw new IOException(file + " holds no public key of a log: " + malformed.getMessage(), malformed);
        }
    }

    /** @throws IllegalArgumentException when none of them is a log's own */
    public static TrustedKeys of(List<NoteKey> keys) {
        if (keys.stream().noneMatch(EcdsaKey.class::isInstance)) {
            throw new IllegalArgumentException("none of the keys is a log's own (signature type 2);"
                    + " cosigners alone do not tell which log is meant");
        }
        return new TrustedKeys(keys, null);
    }

    /**
     * Demands that a note is signed by every one of these keys.
     *
     * @throws EvidenceException saying by which it is not
     */
    void require(SignedNote note) throws EvidenceException {
        for (NoteKey key : keysFor(note)) {
            if (key instanceof EcdsaKey && !key.name().equals(note.checkpoint().origin())) {
                throw new EvidenceException("the checkpoint is of the log '" + note.checkpoint().origin()
                        + "', the key is of '" + key.name() + "'");
            }
            if (!note.signedBy(key)) {
                throw new EvidenceException("the checkpoint of " + note.checkpoint().size() + " entries is not signed by " + describe(key));
            }
        }
    }

    /**
     * Demands that the log's own key has signed a statement that is no head of the log.
     *
     * @param origin the log's name
     * @throws EvidenceException when it has not
     */
    void requireLog(SignedNote statement, String origin) throws EvidenceException {
        List<NoteKey> own = unnamed == null ? named.stream().filter(EcdsaKey.class::isInstance).toList()
                : List.of(new EcdsaKey(origin, unnamed));
        for (NoteKey key : own) {
            if (!statement.signedBy(key)) {
                throw new EvidenceException("'" + statement.checkpoint().origin() + "' is not signed by " + describe(key));
            }
        }
    }

    /**
     * Demands that every cosignature was made after an entry that it covers.
     *
     * @throws EvidenceException when one is older than the entry
     */
    void requireNotBefore(SignedNote note, Instant entry) throws EvidenceException {
        for (NoteKey key : named) {
            if (!(key instanceof EcdsaKey)) {
                for (NoteSignature cosignature : note.signatures()) {
                    if (key.made(cosignature) && MlDsaCosigner.time(cosignature).plus(CLOCKS).isBefore(entry)) {
                        throw new EvidenceException("the cosignature by " + key.name() + " of " + MlDsaCosigner.time(cosignature)
                                + " is older than an entry of " + entry);
                    }
                }
            }
        }
    }

    private List<NoteKey> keysFor(SignedNote note) {
        return unnamed == null ? named : List.of(new EcdsaKey(note.checkpoint().origin(), unnamed));
    }

    /** The keys in words, a line each. */
    public List<String> describe(SignedNote note) {
        List<String> lines = new ArrayList<>();
        for (NoteKey key : keysFor(note)) {
            lines.add(describe(key));
        }
        return lines;
    }

    private static String describe(NoteKey key) {
        String kind = switch (key) {
            case EcdsaKey _ -> "ECDSA P-256";
            case MlDsaCosigner _ -> "ML-DSA-44 cosigner";
            default -> "Ed25519 cosigner";
        };
        return kind + " key of '" + key.name() + "', SHA-256 " + Sha256.hex(key.material());
    }
}
