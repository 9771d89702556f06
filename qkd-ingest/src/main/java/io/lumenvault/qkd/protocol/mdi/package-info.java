/** Measurement-device-independent BB84: two transmitters and an untrusted relay between them that announces Bell states. */
package io.lumenvault.qkd.protocol.mdi;
