package io.lumenvault.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a site says about itself.
 *
 * @param link its end of the QKD link
 * @param deliveries keys handed out
 * @param refusals requests refused
 * @param objects managed objects
 */
record SiteStatus(LinkStatus link, long deliveries, long refusals, long objects) {

    static SiteStatus of(JsonNode status) {
        return new SiteStatus(LinkStatus.of(status, SiteConfigurationFile.LINK), status.path("deliveries").asLong(),
                status.path("refusals").asLong(), status.path("objects").asLong());
    }
}
