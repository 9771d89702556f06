package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.payload.CreateGroup;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.vault.Users;
import java.util.Optional;

/** Create Group (3.0 draft, section 6.1.10): a group that users can be made members of. */
final class CreateGroupHandler implements Handler<CreateGroup.Request> {

    private final Users users;

    CreateGroupHandler(Users users) {
        this.users = users;
    }

    @Override
    public Operation operation() {
        return Operation.CREATE_GROUP;
    }

    @Override
    public Class<CreateGroup.Request> request() {
        return CreateGroup.Request.class;
    }

    @Override
    public Optional<Permission> permission() {
        return Optional.of(Permission.ACCESS_MANAGE);
    }

    @Override
    public ResponsePayload handle(Call call, CreateGroup.Request request) {
        UserAttributes.requireOnly(request.attributes(), AttributeType.NAME);
        return new CreateGroup.Response(users.createGroup(call.request(), UserAttributes.name(request.attributes())).toString());
    }
}
