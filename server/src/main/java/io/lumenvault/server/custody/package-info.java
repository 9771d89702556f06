/** Sealing and opening of key material by the HSM: the only package that sees material in the clear. Knows no callers. */
package io.lumenvault.server.custody;
