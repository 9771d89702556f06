package io.lumenvault.server.access;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one operation or route of this node needs.
 *
 * @param protocol {@code kmip} or {@code https}
 * @param operation the operation's name, or method and path of the route
 * @param permission the permission, or empty for what every authenticated caller may ask
 */
public record Declaration(String protocol, String operation, Optional<Permission> permission) implements Comparable<Declaration> {

    private static final Comparator<Declaration> ORDER = Comparator.comparing(Declaration::protocol).thenComparing(Declaration::operation);

    public Declaration {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(permission, "permission");
    }

    /** A route that needs a permission. */
    public static Declaration route(String method, String path, Permission permission) {
        return new Declaration("https", method + " " + path, Optional.of(permission));
    }

    /**
     * The routes of a JAX-RS resource.
     *
     * @throws IllegalStateException naming the first route that declares nothing
     */
    public static List<Declaration> routes(Class<?> resource) {
        return Arrays.stream(resource.getMethods()).flatMap(method -> verb(method).map(verb -> route(resource, method, verb)).stream())
                .sorted().toList();
    }

    private static Declaration route(Class<?> resource, Method method, String verb) {
        if (!isDeclared(method)) {
            throw new IllegalStateException(resource.getSimpleName() + "." + method.getName() + " declares no permission");
        }
        return new Declaration("https", verb + " " + path(resource, method), permission(method));
    }

    /** Whether the method that serves a route says who may call it. */
    static boolean isDeclared(Method method) {
        return method.isAnnotationPresent(OpenToAll.class) || permission(method).isPresent();
    }

    /** The permission that is declared for the method that serves a route. */
    static Optional<Permission> permission(Method method) {
        if (method.isAnnotationPresent(OpenToAll.class)) {
            return Optional.empty();
        }
        Requires own = method.getAnnotation(Requires.class);
        return Optional.ofNullable(own == null ? method.getDeclaringClass().getAnnotation(Requires.class) : own).map(Requires::value);
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations()).map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull).map(HttpMethod::value).findFirst();
    }

    private static String path(Class<?> resource, Method method) {
        return Stream.of(resource.getAnnotation(Path.class), method.getAnnotation(Path.class)).filter(Objects::nonNull)
                .map(Path::value).reduce("", (path, part) -> path + (part.startsWith("/") ? "" : "/") + part);
    }

    @Override
    public int compareTo(Declaration other) {
        return ORDER.compare(this, other);
    }
}
