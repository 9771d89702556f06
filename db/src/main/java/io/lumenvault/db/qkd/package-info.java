/**
 * The tables of QKD key: blocks, their sealed chunks, allocations of ranges, keys and their deliveries. Every change of state is a
 * statement that names the state it expects. Sees sealed bytes and identifiers only.
 */
package io.lumenvault.db.qkd;
