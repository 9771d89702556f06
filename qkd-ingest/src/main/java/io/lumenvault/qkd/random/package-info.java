/**
 * Sources of randomness, of two kinds that must not be mixed: {@link io.lumenvault.qkd.random.SecureBits} for every
 * choice whose secrecy or unpredictability matters (bits, bases, intensities, seeds), and
 * {@link io.lumenvault.qkd.random.Xoshiro256} for what nature decides in the simulated optics.
 */
package io.lumenvault.qkd.random;
