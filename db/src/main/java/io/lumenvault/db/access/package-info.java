/** Principals, their certificates and service tokens, as officers made them. */
package io.lumenvault.db.access;
