/** Managed objects at rest: metadata, searchable attributes and sealed material. Accepts no plaintext. */
package io.lumenvault.db.object;
