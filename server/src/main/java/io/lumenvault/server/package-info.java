/** The key manager: endpoints above the vault door, rooms below it. */
package io.lumenvault.server;
