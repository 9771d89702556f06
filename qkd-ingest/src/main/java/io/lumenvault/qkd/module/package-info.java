/**
 * A QKD module as a process: {@link io.lumenvault.qkd.module.ModuleMain} runs Alice or Bob from a configuration file.
 *
 * <p>Alice listens for two connections, Bob makes them: the classical channel, over which the two distil, and, once
 * that is authenticated, the quantum channel, which carries light from Alice to Bob (a
 * {@link io.lumenvault.qkd.link.LightFrame} every 20 ms) and nothing back but, once, the name of the session and a property of
 * Bob's device.
 * With MDI-BB84 it carries Alice's half of the light to the relay, which stands beside Bob's transmitter in his module.
 * Light is paced by the clock of the link. It stops while finished blocks wait for the key manager.
 *
 * <p>States: {@code start} (looking for the peer), {@code calibrate} (light is on, no block yet), {@code run},
 * {@code alarm} (with the reason: error rate, CHSH value, loss of light, loss of synchronisation, authentication, exhausted
 * authentication key, refusal by the key manager), {@code stop}. After a lost session either side begins anew; a block that was not finished is lost.
 */
package io.lumenvault.qkd.module;
