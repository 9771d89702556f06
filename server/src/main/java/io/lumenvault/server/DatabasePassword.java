package io.lumenvault.server;

import io.quarkus.credentials.CredentialsProvider;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the database password from its file whenever a connection is opened, so that it is in no configuration value. */
@ApplicationScoped
@Named("database-password-file")
public class DatabasePassword implements CredentialsProvider {

    @Override
    public Map<String, String> getCredentials(String providerName) {
        SiteConfig.Database database = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class)
                .getConfigMapping(SiteConfig.class).database();
        return Map.of(USER_PROPERTY_NAME, database.user(), PASSWORD_PROPERTY_NAME,
                SecretFile.text(database.passwordFile()));
    }
}
