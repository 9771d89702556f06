package io.lumenvault.server.vault.masterkey;

import io.lumenvault.db.custody.Generation;
import io.lumenvault.db.custody.GenerationState;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Whether the tokens hold the generations that a node needs: the active one, and those under which something may still be sealed. */
final class NeededKeys {

    private static final Logger LOG = Logger.getLogger(NeededKeys.class);

    private NeededKeys() {}

    /**
     * Looks for what is missing. While a token is away that may be in it, so a node is not kept from serving the rest.
     *
     * @param held the generations in the tokens that are there
     * @param allThere whether no token is away
     * @throws IllegalStateException where one that is needed is in none of the tokens, and all are there
     */
    static void require(List<Generation> known, Set<Integer> held, boolean allThere) {
        for (Generation generation : known) {
            if (generation.state() == GenerationState.DESTROYED || held.contains(generation.generation())) {
                continue;
            }
            if (!needed(generation)) {
                LOG.warnf("no token that is there holds master key generation %d, which is %s; nothing is sealed under it",
                        generation.generation(), generation.state().text());
            } else if (allThere) {
                throw new IllegalStateException("the token holds no master key of generation " + generation.generation()
                        + ", which the database needs; it holds " + held);
            } else {
                LOG.warnf("no token that is there holds master key generation %d, which is %s: what is sealed under it cannot be opened"
                        + " until the token that is away is back", generation.generation(), generation.state().text());
            }
        }
    }

    private static boolean needed(Generation generation) {
        return switch (generation.state()) {
            case ACTIVE -> true;
            case DEACTIVATED -> generation.resealed() == null;
            case PRE_ACTIVE, DESTROYED -> false;
        };
    }
}
