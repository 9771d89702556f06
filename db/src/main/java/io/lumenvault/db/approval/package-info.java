/** Requests under approval and the votes on them: rows, and the conditional statements that change them. */
package io.lumenvault.db.approval;
