package io.lumenvault.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.drill.HttpsCaller.Answer;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the races of a run came to; for several threads. */
final class RaceRecord {

    private static final int OK = 200;
    private static final int TOLD_EVERY = 1000;

    /** A key as it was given to its master. */
    record Drawn(String identifier, String value) {}

    private final PrintStream out;
    private final Set<String> values = new HashSet<>();
    private final Set<String> identifiers = new HashSet<>();
    private final Map<Integer, Integer> refusals = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private int races;
    private int noWinner;
    private int moreWinners;
    private int givenTwice;

    /** @param out is told how far the run is */
    RaceRecord(PrintStream out) {
        this.out = out;
    }

    /** The keys of an answer to a master, none for a refusal. A key that was seen before was given twice. */
    synchronized List<Drawn> drawn(Answer answer) throws IOException {
        List<Drawn> keys = new ArrayList<>();
        if (refused(answer)) {
            return keys;
        }
        for (JsonNode key : answer.json().path("keys")) {
            Drawn drawn = new Drawn(key.path("key_ID").asText(), key.path("key").asText());
            if (!values.add(drawn.value()) || !identifiers.add(drawn.identifier())) {
                givenTwice++;
                findings.add("key " + drawn.identifier() + " was given to a second master");
            }
            keys.add(drawn);
        }
        return keys;
    }

    /** Whether an answer to a slave holds the key. */
    synchronized boolean fetched(Answer answer, Drawn key) throws IOException {
        if (refused(answer)) {
            return false;
        }
        if (!answer.json().path("keys").path(0).path("key").asText().equals(key.value())) {
            findings.add("key " + key.identifier() + " differs between its master and its slave");
        }
        return true;
    }

    private boolean refused(Answer answer) {
        if (answer.status() == OK) {
            return false;
        }
        refusals.merge(answer.status(), 1, Integer::sum);
        return true;
    }

    /** A race is over. */
    synchronized void ended(String what, int winners) {
        if (winners == 0) {
            noWinner++;
            findings.add(what + ": nobody got it");
        } else if (winners > 1) {
            moreWinners++;
            givenTwice += winners - 1;
            findings.add(what + ": " + winners + " got it");
        }
        if (++races % TOLD_EVERY == 0) {
            out.println("  " + races + " races");
        }
    }

    /** Holds the audit rows of a slave's site against the keys that were fetched there. @return how many keys have none or several */
    synchronized int unrecorded(Map<String, Integer> rows, Set<String> fetched) {
        int wrong = 0;
        for (String identifier : fetched) {
            if (rows.getOrDefault(identifier, 0) != 1) {
                wrong++;
                findings.add(rows.getOrDefault(identifier, 0) + " audit rows for the slave's key " + identifier);
            }
        }
        return wrong;
    }

    /** All of it in a report, which has begun. */
    synchronized DrillReport report(DrillReport.Builder report, int unrecorded) {
        int answered = refusals.values().stream().mapToInt(Integer::intValue).sum();
        int unclear = answered - refusals.getOrDefault(400, 0) - refusals.getOrDefault(503, 0);
        return report.some("requests refused", answered)
                .zero("requests answered neither with the key nor with a refusal", unclear)
                .zero("races that nobody won", noWinner)
                .zero("races with more than one winner", moreWinners)
                .zero("keys given twice", givenTwice)
                .zero("audit rows of winners missing, or one too many", unrecorded)
                .findings(findings).build();
    }
}
