/**
 * KMIP states and dates, and the policy in force: may this object be used for this, now, and what is to be done with it by itself.
 * Pure decisions over given facts and a given instant; it reads no clock, no database and no configuration, and changes nothing.
 *
 * <p>{@link io.lumenvault.server.lifecycle.Lifecycle} knows the permitted transitions.
 * {@link io.lumenvault.server.lifecycle.PolicyInForce} turns an object into a
 * {@link io.lumenvault.server.lifecycle.GovernedObject}: the object with the dates that rules impose on it, its limits and its duties.
 * A rule only ever takes time away from a key; of several the most restrictive one counts. Dates that a policy imposed are written
 * with the next change of the object, and a later policy does not take them back.
 */
package io.lumenvault.server.lifecycle;
