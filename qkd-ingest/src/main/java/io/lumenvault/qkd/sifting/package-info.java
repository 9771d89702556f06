/**
 * Sifting of efficient BB84: Bob announces which slots clicked and his bases, Alice answers which bases match and with
 * what intensity those pulses were sent, and gives the bits of the test basis. Blocks are cut at exactly the agreed
 * number of key-basis bits. Knows no channel and no authentication.
 */
package io.lumenvault.qkd.sifting;
