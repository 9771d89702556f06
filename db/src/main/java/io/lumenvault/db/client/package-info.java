/** What clients leave with the server beside their objects: settings for new objects, and tickets. */
package io.lumenvault.db.client;
