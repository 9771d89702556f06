/** KMIP as a library: TTLV codec, message model and client. Depends on the JDK alone and knows no server. */
package io.lumenvault.kmip;
