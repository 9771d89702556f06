/** The REST API under the console and the command line: status, audit search, key lists. Sees no key material. */
package io.lumenvault.server.console;
