/**
 * Privacy amplification: Toeplitz hashing of the verified key with a fresh public seed, plain or modified ([I, T']),
 * both two-universal with collision probability 2^-m. Computed by one forward and one inverse floating-point FFT, bit
 * for bit equal to the exact integer method; the largest rounding error is measured each time, and where it is not far
 * below 1/2 the exact method is used instead.
 */
package io.lumenvault.qkd.amplification;
