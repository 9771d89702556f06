/** The command {@code serve}: one key manager in production, with a database of its own where none is named. */
package io.lumenvault.cli.serve;
