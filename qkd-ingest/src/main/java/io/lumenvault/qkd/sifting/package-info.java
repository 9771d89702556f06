/**
 * Sifting: Bob announces which slots clicked and his bases, Alice answers which of them are used and with what intensity those
 * pulses were sent or along what direction she measured, and gives her bits that are compared. What is used for what is a table of the
 * protocol ({@link io.lumenvault.qkd.sifting.SiftingTable}). Blocks are cut at exactly the agreed number of key bits. Knows no
 * channel and no authentication.
 */
package io.lumenvault.qkd.sifting;
