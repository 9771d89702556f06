package io.lumenvault.ground;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Duties that are done one after the other, each whether or not those before it failed. */
public final class Duties {

    private final Map<String, Runnable> work = new LinkedHashMap<>();
    private final Map<String, PatientStep> guards = new ConcurrentHashMap<>();

    /** Adds one, before the first run. */
    public Duties add(String name, Runnable duty) {
        if (work.putIfAbsent(name, Objects.requireNonNull(duty, "duty")) != null) {
            throw new IllegalArgumentException("there is a duty '" + name + "' already");
        }
        guards.put(name, new PatientStep(name));
        return this;
    }

    /** Does all of them; a failure is logged and ends no other. Whoever is told to stop begins no further one. */
    public void run() {
        for (Map.Entry<String, Runnable> duty : work.entrySet()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            guards.get(duty.getKey()).run(duty.getValue());
        }
    }

    /** How many failed when they were last done. */
    public long failing() {
        return guards.values().stream().filter(PatientStep::failing).count();
    }
}
