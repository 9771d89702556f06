package io.lumenvault.qkd.estimation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.qkd.Shared;
import io.lumenvault.qkd.keyrate.BinaryEntropy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreeIntensityFiniteKeyTest {
    private static final double RELATIVE = 1e-9;

    private static long[] longs(JsonNode array) {
        return new long[] {array.get(0).asLong(), array.get(1).asLong(), array.get(2).asLong()};
    }

    private static List<Double> doubles(JsonNode array) {
        List<Double> values = new ArrayList<>();
        array.forEach(v -> values.add(v.asDouble()));
        return values;
    }

    @Test
    void lim2014_fixedCounts_giveTheExactLengths() throws IOException {
        for (JsonNode row : Shared.distillation("keyrate_reference.json").get("lim2014").get("rows")) {
            ThreeIntensityFiniteKey theory = new ThreeIntensityFiniteKey(doubles(row.get("mu")), doubles(row.get("p")),
                    row.get("eps_sec").asDouble(), row.get("eps_cor").asDouble());
            DecoyCounts counts = new DecoyCounts(longs(row.get("nX")), longs(row.get("nZ")), longs(row.get("mZ")));
            long errors = 0;
            for (JsonNode m : row.get("mX")) {
                errors += m.asLong();
            }
            double n = counts.keyTotal();
            double disclosed = n * row.get("fEC").asDouble() * BinaryEntropy.h(errors / n);
            ThreeIntensityFiniteKey.Result got = theory.length(counts, disclosed, false);
            assertEquals(row.get("lamEC").asDouble(), disclosed, disclosed * RELATIVE);
            assertEquals(row.get("l").asLong(), got.length());
            assertEquals(row.get("l_real").asDouble(), got.exactLength(), 1e-2);
            assertEquals(row.get("sX0").asDouble(), got.keyVacuum(), 1e-3);
            assertEquals(row.get("sX1").asDouble(), got.keySingle(), got.keySingle() * RELATIVE);
            assertEquals(row.get("sZ1").asDouble(), got.testSingle(), got.testSingle() * RELATIVE);
            assertEquals(row.get("vZ1").asDouble(), got.testSingleErrors(), got.testSingleErrors() * RELATIVE);
            assertEquals(row.get("phi").asDouble(), got.phaseError(), RELATIVE);
        }
    }

    private static ThreeIntensityFiniteKey.Result length(long[] key, long[] test, long[] errors, double disclosed) {
        return length(key, test, errors, disclosed, false);
    }

    private static ThreeIntensityFiniteKey.Result length(long[] key, long[] test, long[] errors, double disclosed, boolean errorsPublic) {
        return new ThreeIntensityFiniteKey(List.of(0.4448, 0.1934, 2e-4), List.of(0.2104, 0.5973, 0.1923), 1e-9, 1e-15)
                .length(new DecoyCounts(key, test, errors), disclosed, errorsPublic);
    }

    @Test
    void length_noCounts_isZero() {
        assertEquals(0, length(new long[3], new long[3], new long[3], 0).length());
    }

    @Test
    void length_noErrors_isPositiveAndFinite() {
        ThreeIntensityFiniteKey.Result got = length(new long[] {447028, 552677, 295}, new long[] {27939, 34542, 18}, new long[3], 0);
        assertTrue(got.length() > 0 && got.length() < 1_000_000);
        assertTrue(got.phaseError() > 0);
    }

    @Test
    void length_halfOfTestBitsWrong_isZero() {
        assertEquals(0, length(new long[] {447028, 552677, 295}, new long[] {27939, 34542, 18},
                new long[] {13970, 17271, 9}, 0).length());
    }

    @Test
    void length_errorsPublic_givesNoCreditForVacuumEvents() {
        long[] key = {44702800, 55267700, 290500};
        long[] test = {2793900, 3454200, 18100};
        long[] errors = {67500, 84100, 9050};
        ThreeIntensityFiniteKey.Result secret = length(key, test, errors, 1000, false);
        ThreeIntensityFiniteKey.Result known = length(key, test, errors, 1000, true);
        assertTrue(secret.keyVacuum() > 1000 && known.length() > 0, secret + " and " + known);
        assertEquals(secret.exactLength() - secret.keyVacuum(), known.exactLength(), 1e-3);
    }

    @Test
    void length_oneMoreBitDisclosed_isOneBitShorter() {
        long[] key = {447028, 552677, 295};
        long[] test = {27939, 34542, 18};
        long[] errors = {675, 841, 4};
        assertEquals(length(key, test, errors, 1000).length() - 1, length(key, test, errors, 1001).length());
    }
}
