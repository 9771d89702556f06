package io.lumenvault.server.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares, beside an HTTP route, the permission that its caller needs: on the method that serves it, or on its class for all of them.
 * A route that declares nothing is refused (see {@link UndeclaredRoutes}); the door checks what is declared.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requires {

    /** The permission. */
    Permission value();
}
