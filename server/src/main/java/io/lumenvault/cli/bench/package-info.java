/**
 * Benchmarks: {@code ./lumenvault bench NAME}. Each measures a real site from outside, over its protocols, and next to it the
 * bare ceiling of the parts it is made of (TLS, HSM, PostgreSQL) in the same run on the same machine. Nothing here decides a test.
 */
package io.lumenvault.cli.bench;
