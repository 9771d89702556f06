/** KMIP states and dates: may this object be used for this, now. Pure decisions over given facts and a given instant. */
package io.lumenvault.server.lifecycle;
