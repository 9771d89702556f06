/**
 * A real PostgreSQL on this machine, for those who bring none: it unpacks the server's binaries, creates a cluster, starts it and stops it.
 * Every durability switch is on ({@code fsync}, {@code synchronous_commit}, {@code full_page_writes}, data checksums) and the data stays between runs.
 * It listens on loopback only and asks for a password (SCRAM-SHA-256). It knows no tables. Start at {@link io.lumenvault.db.cluster.PostgresCluster}.
 */
package io.lumenvault.db.cluster;
