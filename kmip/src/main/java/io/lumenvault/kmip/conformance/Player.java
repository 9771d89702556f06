package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.Operation;
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
import java.util.HashSet;
import java.util.LinkedHashSet;
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
    private static final Set<Integer> GENERATES = Set.of(Operation.CREATE.code(), Operation.CREATE_KEY_PAIR.code());

    private final Transport transport;
    private final Clock clock;
    private final List<ProtocolVersion> versions;
    private final Set<String> objects = new LinkedHashSet<>();
    private final Set<String> generated = new HashSet<>();
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
     */
    public Player(Transport transport, Clock clock, List<ProtocolVersion> versions) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.versions = List.copyOf(versions);
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
        for (String object : objects) {
            LeftOver.destroy(object, last.version(), transport);
        }
        objects.clear();
        generated.clear();
    }

    private CaseResult steps(CaseFile file) throws IOException {
        Bindings bindings = new Bindings();
        int number = 0;
        for (CaseFile.Step step : file.steps()) {
            number++;
            Instant now = clock.instant();
            Structure answer;
            try {
                answer = transport.exchange(bindings.resolve(step.request(), file.placeholders(), now));
            } catch (IllegalStateException e) {
                return result(file, CaseResult.Verdict.FAIL, number, e.getMessage());
            }
            note(answer, objects, generated);
            Difference difference = Comparison.compare(step, answer, file.placeholders(), bindings, now, generated);
            bindings.note(answer);
            if (difference != null) {
                String refusal = refusal(step.response(), answer);
                return refusal != null ? result(file, CaseResult.Verdict.UNSUPPORTED, number, refusal)
                        : result(file, CaseResult.Verdict.FAIL, number, difference.toString());
            }
        }
        return result(file, CaseResult.Verdict.PASS, number, "");
    }

    /** Keeps account of the objects that an answer names. */
    private static void note(Structure answer, Set<String> objects, Set<String> generated) {
        for (Item item : answer.all(Tag.BATCH_ITEM)) {
            if (item instanceof Structure batchItem && batchItem.first(Tag.OPERATION) instanceof Item.Enumeration operation
                    && batchItem.first(Tag.RESPONSE_PAYLOAD) instanceof Structure payload) {
                for (Item field : payload.items()) {
                    boolean identifies = field.tag().equals(Tag.UNIQUE_IDENTIFIER) || field.tag().equals(Tag.PRIVATE_KEY_UNIQUE_IDENTIFIER)
                            || field.tag().equals(Tag.PUBLIC_KEY_UNIQUE_IDENTIFIER);
                    if (identifies && field instanceof Item.Text identifier) {
                        note(identifier.value(), operation.value(), objects, generated);
                    }
                }
            }
        }
    }

    private static void note(String identifier, int operation, Set<String> objects, Set<String> generated) {
        if (GENERATES.contains(operation)) {
            generated.add(identifier);
        }
        if (GENERATES.contains(operation) || operation == Operation.REGISTER.code()) {
            objects.add(identifier);
        } else if (operation == Operation.DESTROY.code()) {
            objects.remove(identifier);
        }
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
