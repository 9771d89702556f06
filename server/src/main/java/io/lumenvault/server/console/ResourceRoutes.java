package io.lumenvault.server.console;

import io.lumenvault.server.access.Declaration;
import io.lumenvault.server.access.Declarations;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.List;

/** The declared permissions of all JAX-RS routes of this node, whichever endpoint they belong to. */
@Singleton
class ResourceRoutes implements Declarations {

    private final BeanManager beans;

    ResourceRoutes(BeanManager beans) {
        this.beans = beans;
    }

    @Override
    public List<Declaration> declared() {
        return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream().<Class<?>>map(Bean::getBeanClass)
                .filter(type -> type.isAnnotationPresent(Path.class)).distinct()
                .flatMap(type -> Declaration.routes(type).stream()).toList();
    }
}
