package io.lumenvault.ground;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Duties that are done one after the other, each whether or not those before it failed. */
public final class Duties {

    private final Map<String, Duty> duties = new LinkedHashMap<>();

    private record Duty(Runnable work, PatientStep step) {}

    /** Adds one, before the first run. */
    public Duties add(String name, Runnable duty) {
        if (duties.putIfAbsent(name, new Duty(Objects.requireNonNull(duty, "duty"), new PatientStep(name))) != null) {
            throw new IllegalArgumentException("there is a duty '" + name + "' already");
        }
        return this;
    }

    /** Does all of them; a failure is logged and ends no other. Whoever is told to stop begins no further one. */
    public void run() {
        for (Duty duty : duties.values()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            duty.step().run(duty.work());
        }
    }

    /** How many failed when they were last done. */
    public long failing() {
        return duties.values().stream().filter(duty -> duty.step().failing()).count();
    }
}
