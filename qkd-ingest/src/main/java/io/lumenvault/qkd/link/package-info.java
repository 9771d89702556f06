/**
 * The simulated optics of a prepare-and-measure link: Alice's {@link io.lumenvault.qkd.link.Transmitter} and fibre,
 * Bob's {@link io.lumenvault.qkd.link.Receiver}. It knows nothing of sifting or keys.
 *
 * <p>The quantum channel is a connection of its own and carries only {@link io.lumenvault.qkd.link.LightFrame}s, which
 * stand for light. Alice draws basis, bit and intensity of each pulse and keeps them. Bob draws his own basis for each
 * gate, with his own random source, and his own detectors add dark counts, misalignment, dead time, afterpulses and
 * the random bit of a double click. Out of the receiver come only detections: slot, basis, bit. No random value is
 * shared; the two sides meet again only in the classical protocol.
 *
 * <p>Sampling is exact and takes time in proportion to the detections, not to the pulses. Three properties allow it:
 * <ul>
 *   <li>Thinning a Poisson number of photons commutes: losses of the fibre, of Bob's optics and of his detectors'
 *       efficiency may all be applied before the light enters Bob's receiver. The fibre therefore drops photons that
 *       no detector would register, and pulses that lose all their photons never cross the connection. For this the
 *       receiver states its detection probability per photon, a property of the device, when the light is connected.</li>
 *   <li>The gaps between pulses that arrive, and between dark counts, follow the geometric law, which has no memory.</li>
 *   <li>What Alice prepared in a slot from which no photon arrived is independent of everything that happened, so she
 *       draws it (once) when Bob announces a click there: a dark count or an afterpulse.</li>
 * </ul>
 *
 * <p>An {@link io.lumenvault.qkd.link.Eavesdropper} may change states and the law of photon numbers. What else happens to a
 * channel comes in as its figures: {@link io.lumenvault.qkd.link.FibreLine}, {@link io.lumenvault.qkd.link.RamanNoise},
 * {@link io.lumenvault.qkd.link.PolarisationDrift}, {@link io.lumenvault.qkd.link.Timing}, and for free space
 * {@link io.lumenvault.qkd.link.SatellitePass} with {@link io.lumenvault.qkd.link.FreeSpaceLoss}.
 */
package io.lumenvault.qkd.link;
