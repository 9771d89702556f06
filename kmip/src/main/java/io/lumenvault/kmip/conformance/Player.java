package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ResultStatus;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Plays case files against a server, step by step, and stops a case at its first difference. Cases of one profile and version build
 * on each other, as TL-M-3 does on TL-M-2: what they leave behind is destroyed after the last of them, so that the next profile finds
 * a fresh server. {@link #close} ends the last one.
 */
public final class Player implements AutoCloseable {

    private static final Set<ResultReason> NOT_DONE =
            EnumSet.of(ResultReason.OPERATION_NOT_SUPPORTED, ResultReason.FEATURE_NOT_SUPPORTED);

    private final Transport transport;
    private final Clock clock;
    private final List<ProtocolVersion> versions;
    private final PrintedKeys printed;
    private final Features features;
    private final CaseKeys keys = new CaseKeys();
    private CaseFile last;

    /** Sends a message and gives the answer. */
    @FunctionalInterface
    public interface Transport {
        /** @throws IOException where there is no answer */
        Structure exchange(Structure request) throws IOException;
    }

    /**
     * A player.
     *
     * @param versions the versions whose cases are played; others are not supported
     * @param cases the cases that are played, which tell what each profile needs
     * @param printed the private keys by which ciphertexts with random padding are opened
     */
    public Player(Transport transport, Clock clock, List<ProtocolVersion> versions, List<CaseFile> cases, PrintedKeys printed) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.versions = List.copyOf(versions);
        this.features = new Features(cases);
        this.printed = Objects.requireNonNull(printed, "printed");
    }

    /** Plays one case. @throws IOException where the server does not answer */
    public CaseResult play(CaseFile file) throws IOException {
        if (!versions.contains(file.version())) {
            return result(file, CaseResult.Verdict.UNSUPPORTED, 0, "version " + file.version() + " is not among " + versions);
        }
        if (last != null && !(last.profile().equals(file.profile()) && last.version().equals(file.version()))) {
            close();
        }
        last = file;
        return steps(file);
    }

    /** Destroys what the cases of the last profile have left. */
    @Override
    public void close() throws IOException {
        for (String object : keys.left()) {
            LeftOver.destroy(object, last.version(), transport);
        }
        keys.clear();
    }

    private CaseResult steps(CaseFile file) throws IOException {
        Bindings bindings = new Bindings();
        Ciphertexts ciphertexts = new Ciphertexts(keys, printed, transport, file);
        int number = 0;
        for (CaseFile.Step step : file.steps()) {
            number++;
            Instant now = clock.instant();
            Structure request;
            try {
                request = ciphertexts.resolve(bindings.resolve(step.request(), file.placeholders(), now), step.response());
            } catch (IllegalStateException e) {
                return result(file, CaseResult.Verdict.FAIL, number, e.getMessage());
            }
            Structure answer = transport.exchange(request);
            keys.note(request, answer, file.version());
            Difference difference = Comparison.compare(step, answer, file.placeholders(), bindings, now, keys,
                    features.needed(file));
            features.note(request, answer, file.version());
            bindings.note(answer);
            if (difference == null) {
                difference = ciphertexts.prove(request, step.response(), answer);
            }
            if (difference != null) {
                String refusal = refusal(step.response(), answer);
                return refusal != null ? result(file, CaseResult.Verdict.UNSUPPORTED, number, refusal)
                        : result(file, CaseResult.Verdict.FAIL, number, difference.toString());
            }
        }
        return result(file, CaseResult.Verdict.PASS, number, "");
    }

    /** The words with which the server says that it does not do what succeeds in the case, or null. */
    private static String refusal(Structure expected, Structure answer) {
        List<Item> wanted = expected.all(Tag.BATCH_ITEM);
        List<Item> given = answer.all(Tag.BATCH_ITEM);
        for (int i = 0; i < Math.min(wanted.size(), given.size()); i++) {
            Structure item = (Structure) given.get(i);
            boolean succeeds = ((Structure) wanted.get(i)).first(Tag.RESULT_STATUS) instanceof Item.Enumeration status
                    && status.value() == ResultStatus.SUCCESS.code();
            if (succeeds && item.first(Tag.RESULT_REASON) instanceof Item.Enumeration code) {
                ResultReason reason = Enumerations.find(ResultReason.class, code.value()).filter(NOT_DONE::contains).orElse(null);
                if (reason != null) {
                    return reason.text() + (item.first(Tag.RESULT_MESSAGE) instanceof Item.Text message ? ": " + message.value() : "");
                }
            }
        }
        return null;
    }

    private static CaseResult result(CaseFile file, CaseResult.Verdict verdict, int step, String reason) {
        return new CaseResult(file.name(), file.profile(), file.optional(), verdict, step, reason);
    }
}
