/**
 * Two sites and a QKD link on one machine: each key manager, each QKD module and each database is a process of its own.
 * {@link io.lumenvault.cli.demo.TwoSites} starts, stops and kills them and is what integration tests use;
 * the command {@code demo} puts a live view over it. Nothing here reaches into a server: it sees what any client sees.
 */
package io.lumenvault.cli.demo;
