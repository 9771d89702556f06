/**
 * A link in one process for a given time, and what was seen of it second by second: distilled in full
 * ({@link io.lumenvault.qkd.run.DistilledRun}), or counted and priced ({@link io.lumenvault.qkd.run.CountedRun}) for the
 * protocols that the distillation does not speak.
 */
package io.lumenvault.qkd.run;
