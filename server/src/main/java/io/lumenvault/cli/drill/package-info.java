/**
 * Drills: {@code ./lumenvault drill NAME}. Each causes one kind of fault at real sites, over and over while they are in use, and counts
 * what must never happen: an acknowledged key lost, a key given twice, an audit row missing. The suite runs each in a short form.
 *
 * <p>Start at {@link io.lumenvault.cli.drill.Drill} and its list, {@code Drills}. What drills share: the sites
 * ({@code DrillSites}), callers that never tire ({@code Load}), what was acknowledged to them ({@code Ledger}), and the database read
 * past its server ({@code AuditRows}).
 */
package io.lumenvault.cli.drill;
