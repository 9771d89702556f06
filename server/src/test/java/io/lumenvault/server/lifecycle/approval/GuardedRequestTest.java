package io.lumenvault.server.lifecycle.approval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.lumenvault.policy.ApprovedOperation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GuardedRequestTest {

    private static final UUID ONE = new UUID(1, 2);
    private static final UUID TWO = new UUID(3, 4);

    /** Few values each, so that equal and almost equal requests are common. */
    @Provide
    Arbitrary<GuardedRequest> requests() {
        Arbitrary<String> names = Arbitraries.of("", "a", "b", "ab", "a\u0000", "kmip");
        return Combinators.combine(Arbitraries.of(ApprovedOperation.class), names, names,
                Arbitraries.of(ONE, TWO).list().ofMaxSize(2), Arbitraries.maps(names, names).ofMaxSize(2)).as(GuardedRequest::new);
    }

    @Property
    void hash_isEqual_exactlyForEqualRequests(@ForAll("requests") GuardedRequest one, @ForAll("requests") GuardedRequest other) {
        assertEquals(one.equals(other), Arrays.equals(one.hash(), other.hash()), () -> one + " and " + other);
    }

    @Example
    void hash_orderOfParameters_doesNotMatter() {
        Map<String, String> there = new java.util.LinkedHashMap<>();
        there.put("a", "1");
        there.put("b", "2");
        Map<String, String> back = new java.util.LinkedHashMap<>();
        back.put("b", "2");
        back.put("a", "1");
        assertArrayEquals(new GuardedRequest(ApprovedOperation.EXPORT, "p", "kmip", List.of(ONE), there).hash(),
                new GuardedRequest(ApprovedOperation.EXPORT, "p", "kmip", List.of(ONE), back).hash());
    }

    @Example
    void hash_textMovedFromOnePartToTheNext_differs() {
        assertFalse(Arrays.equals(new GuardedRequest(ApprovedOperation.EXPORT, "ab", "c", List.of(), Map.of()).hash(),
                new GuardedRequest(ApprovedOperation.EXPORT, "a", "bc", List.of(), Map.of()).hash()));
    }
}
