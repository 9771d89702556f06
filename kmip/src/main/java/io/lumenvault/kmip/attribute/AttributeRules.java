package io.lumenvault.kmip.attribute;

import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The rule columns of one row of the attribute table. */
record AttributeRules(boolean alwaysHasValue, boolean setByServer, boolean setByClient, boolean givenAtCreation,
        AttributeChange serverChange, AttributeChange clientChange, AttributeChange clientDelete,
        boolean multipleInstances, Set<Operation> implicitlySetBy, Set<ObjectType> objectsOf1,
        Set<ObjectType> objectsOf2) {

    /** The operations that make new objects. */
    static final Set<Operation> CREATED = Collections.unmodifiableSet(EnumSet.of(Operation.CREATE,
            Operation.CREATE_KEY_PAIR, Operation.REGISTER, Operation.DERIVE_KEY, Operation.CERTIFY,
            Operation.RE_CERTIFY, Operation.RE_KEY, Operation.RE_KEY_KEY_PAIR));

    static Row rules() {
        return new Row();
    }

    /** Fills the columns in the order of the specification's tables; {@link #objects} ends the row. */
    static final class Row {

        private boolean always;
        private boolean server;
        private boolean client;
        private boolean given;
        private boolean multiple;
        private AttributeChange serverChange = AttributeChange.NO;
        private AttributeChange clientChange = AttributeChange.NO;
        private AttributeChange clientDelete = AttributeChange.NO;
        private final Set<Operation> implicitly = EnumSet.noneOf(Operation.class);

        Row always() {
            always = true;
            return this;
        }

        Row byServer() {
            server = true;
            return this;
        }

        Row byClient() {
            client = true;
            return this;
        }

        Row givenAtCreation() {
            given = true;
            return this;
        }

        Row serverChanges(AttributeChange when) {
            serverChange = when;
            return this;
        }

        Row clientChanges(AttributeChange when) {
            clientChange = when;
            return this;
        }

        Row clientDeletes(AttributeChange when) {
            clientDelete = when;
            return this;
        }

        Row multiple() {
            multiple = true;
            return this;
        }

        Row implicitly(Set<Operation> group, Operation... more) {
            implicitly.addAll(group);
            return implicitly(more);
        }

        Row implicitly(Operation... operations) {
            Collections.addAll(implicitly, operations);
            return this;
        }

        AttributeRules objects(Set<ObjectType> of1, Set<ObjectType> of2) {
            return new AttributeRules(always, server, client, given, serverChange, clientChange, clientDelete, multiple,
                    Collections.unmodifiableSet(implicitly), of1, of2);
        }
    }
}
