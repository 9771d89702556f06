package io.lumenvault.server.vault;

import io.lumenvault.server.lifecycle.Limit;
import io.lumenvault.server.lifecycle.LinkPolicy;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongBiFunction;

/** Tells what another policy changes for the key of QKD links: what of it is destroyed for its age, what is kept, and how it is given out. */
final class LinkComparison {

    private static final String AGED = "bits in the pool that are too old, and destroyed";
    private static final String NOTHING = "nothing";

    private final PolicyEffects effects;
    private final Instant now;
    private final ToLongBiFunction<String, Instant> older;

    /** @param older bits in a link's pool of a time before another */
    LinkComparison(PolicyEffects effects, Instant now, ToLongBiFunction<String, Instant> older) {
        this.effects = effects;
        this.now = now;
        this.older = older;
    }

    /** @param before what the policy in force says of the link */
    void compare(String link, LinkPolicy before, LinkPolicy after) {
        long was = aged(link, before);
        long is = aged(link, after);
        if (is > was) {
            effects.addLink(link, AGED, Long.toString(was), Long.toString(is));
        }
        Map<String, String> said = before.terms();
        Map<String, String> says = after.terms();
        TreeSet<String> terms = new TreeSet<>(said.keySet());
        terms.addAll(says.keySet());
        terms.stream().filter(term -> !said.getOrDefault(term, NOTHING).equals(says.getOrDefault(term, NOTHING)))
                .forEach(term -> effects.addLink(link, term, said.getOrDefault(term, NOTHING), says.getOrDefault(term, NOTHING)));
    }

    private long aged(String link, LinkPolicy policy) {
        return policy.oldest(now).map(Limit::at).map(oldest -> older.applyAsLong(link, oldest)).orElse(0L);
    }
}
