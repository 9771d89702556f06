package io.lumenvault.server.access;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import org.jboss.logging.Logger;

/** Refuses routes that declare no permission: forgetting to say who may call something lets nobody call it. */
@Provider
public class UndeclaredRoutes implements ContainerRequestFilter {

    private static final Logger LOG = Logger.getLogger(UndeclaredRoutes.class);
    private static final int FORBIDDEN = 403;

    private final ResourceInfo route;

    UndeclaredRoutes(ResourceInfo route) {
        this.route = route;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!Declaration.isDeclared(route.getResourceMethod())) {
            LOG.errorf("%s declares no permission: refused", route.getResourceMethod());
            request.abortWith(Response.status(FORBIDDEN).type(MediaType.APPLICATION_JSON)
                    .entity(Map.of("message", "this route is open to nobody")).build());
        }
    }
}
