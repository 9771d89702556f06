/** The commands {@code keys} and {@code audit}: they ask a running site over its console API, with the caller's certificate. */
package io.lumenvault.cli.console;
