package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.payload.CreateUser;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.vault.Users;
import java.util.Optional;

/** Create User (3.0 draft, section 6.1.13): a principal that its linked credentials stand for. */
final class CreateUserHandler implements Handler<CreateUser.Request> {

    private final Users users;

    CreateUserHandler(Users users) {
        this.users = users;
    }

    @Override
    public Operation operation() {
        return Operation.CREATE_USER;
    }

    @Override
    public Class<CreateUser.Request> request() {
        return CreateUser.Request.class;
    }

    @Override
    public Optional<Permission> permission() {
        return Optional.of(Permission.ACCESS_MANAGE);
    }

    @Override
    public ResponsePayload handle(Call call, CreateUser.Request request) {
        UserAttributes.requireOnly(request.attributes(), AttributeType.NAME, AttributeType.CREDENTIAL_LINK, AttributeType.GROUP_LINK);
        return new CreateUser.Response(users.createUser(call.request(), UserAttributes.name(request.attributes()),
                UserAttributes.links(call, request.attributes(), AttributeType.CREDENTIAL_LINK),
                UserAttributes.links(call, request.attributes(), AttributeType.GROUP_LINK)).toString());
    }
}
