/**
 * Key-rate theory: binary entropy, GLLP and decoy-state asymptotics, finite-key lengths, and the entangled and
 * measurement-device-independent protocols. Pure functions of counts and parameters; logarithms are base 2 unless a
 * name says otherwise.
 */
package io.lumenvault.qkd.keyrate;
