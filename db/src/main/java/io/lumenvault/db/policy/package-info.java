/** Policy documents at rest, numbered and never edited, and what has been taken of daily quotas. */
package io.lumenvault.db.policy;
