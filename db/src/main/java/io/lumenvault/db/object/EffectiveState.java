package io.lumenvault.db.object;

import java.util.List;

/**
 * The KMIP state at :now (KMIP 1.4 section 3.22) in SQL: a date that has passed counts although nobody has written it down yet.
 * Codes: 1 Pre-Active, 2 Active, 3 Deactivated, 4 Compromised, 5 Destroyed, 6 Destroyed Compromised.
 */
final class EffectiveState {

    /** Name of the parameter with the moment at which states are judged. */
    static final String NOW = "now";

    private static final int PRE_ACTIVE = 1;
    private static final int ACTIVE = 2;
    private static final int DEACTIVATED = 3;

    private static final String LASTING = " and (o.state_ends is null or o.state_ends > :now)";
    private static final String ENDED = " and o.state_ends <= :now";
    private static final String IN_USE = " and (o.deactivation_date is null or o.deactivation_date > :now)";
    private static final String OVER = " and o.deactivation_date <= :now";

    /** As a value, for an object that is looked at anyway. */
    static final String CODE = """
            (case when o.state = 1 and o.activation_date <= :now
                       then case when o.deactivation_date <= :now then 3 else 2 end
                  when o.state = 2 and o.deactivation_date <= :now then 3
                  else o.state end)""";

    private EffectiveState() {}

    /** Conditions of which objects in a state meet exactly one; an index serves each. */
    static List<String> conditions(int state) {
        return switch (state) {
            case PRE_ACTIVE -> List.of("o.state = 1" + LASTING);
            case ACTIVE -> List.of("o.state = 2" + LASTING, "o.state = 1" + ENDED + IN_USE);
            case DEACTIVATED -> List.of("o.state = 3", "o.state = 2" + ENDED, "o.state = 1" + ENDED + OVER);
            default -> List.of("o.state = " + state);
        };
    }
}
