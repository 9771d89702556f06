/** PostgreSQL: migrations, entities and repositories. Stores sealed records only and knows no keys, protocols or HSM. */
package io.lumenvault.db;
