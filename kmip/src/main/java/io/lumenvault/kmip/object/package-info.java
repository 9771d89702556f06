/** Managed objects and the structures inside them: key blocks, key values, wrapping. Knows attributes, no operation. */
package io.lumenvault.kmip.object;
