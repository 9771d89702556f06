/** Packed bit strings: bit i is bit i mod 64 of word i / 64, so their bytes are little-endian with the least significant bit first. */
package io.lumenvault.qkd.bits;
