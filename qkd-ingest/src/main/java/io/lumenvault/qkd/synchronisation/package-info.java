/**
 * The synchronisation channel (IMDA RS QKDN clause 5.3.3; timing of 100 ps or better, IEC PAS 63095-1): from time tags
 * and a public pattern Bob finds offset and drift of his clock against Alice's.
 */
package io.lumenvault.qkd.synchronisation;
