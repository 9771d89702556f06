/** What the server keeps of clients beside their objects: settings for new objects, tickets, and messages that wait for them. */
package io.lumenvault.db.client;
