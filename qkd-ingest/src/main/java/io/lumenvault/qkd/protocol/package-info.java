/**
 * The protocols of the quantum layer behind one seam, {@link io.lumenvault.qkd.protocol.Protocol}: what a clock slot can
 * come to and with what probability, and what counts of it are worth. Theory feeds the second with expected counts, the
 * simulator with sampled ones, so both are priced by the same code.
 *
 * <p>A protocol is a package of its own below this one: a class that implements the seam, and a line in
 * {@link io.lumenvault.qkd.protocol.Protocols}. Sampling ({@link io.lumenvault.qkd.protocol.Sampling}), planning and
 * plots come with that. Distillation itself, with its messages, is in another package and speaks five of them
 * ({@link io.lumenvault.qkd.distillation.KeyProtocol}).
 */
package io.lumenvault.qkd.protocol;
