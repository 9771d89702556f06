package io.lumenvault.cli.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * One measured figure. Names are stable.
 *
 * @param name for example {@code kmip.get}
 * @param value the figure
 * @param unit its unit, for example {@code 1/s} or {@code Mbit/s}
 * @param p50 median time of one operation in milliseconds, or null where it has none
 * @param p99 99th percentile in milliseconds, or null
 * @param ceiling the bare ceiling measured in the same run, in the same unit, or null
 * @param ratio value divided by ceiling, or null
 * @param samples operations counted
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Measurement(String name, double value, String unit, Double p50, Double p99, Double ceiling, Double ratio, long samples) {

    Measurement {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
    }

    /** A figure without latencies or ceiling. */
    static Measurement of(String name, double value, String unit, long samples) {
        return new Measurement(name, value, unit, null, null, null, null, samples);
    }

    /** A rate of operations. */
    static Measurement rate(String name, ClosedLoop.Outcome outcome) {
        return new Measurement(name, outcome.perSecond(), "1/s", outcome.p50Millis(), outcome.p99Millis(), null, null,
                outcome.samples());
    }

    /** The same with the ceiling it is to be held against. */
    Measurement against(double ceilingValue) {
        return new Measurement(name, value, unit, p50, p99, ceilingValue, value / ceilingValue, samples);
    }

    /** The same in another unit: the value multiplied by {@code factor}. */
    Measurement scaled(double factor, String newUnit) {
        return new Measurement(name, value * factor, newUnit, p50, p99, ceiling, ratio, samples);
    }
}
