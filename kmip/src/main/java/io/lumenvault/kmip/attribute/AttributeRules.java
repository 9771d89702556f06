package io.lumenvault.kmip.attribute;

import io.lumenvault.kmip.spec.ObjectType;
import java.util.Set;

/** The rule columns of one row of the attribute table: what a client may do. */
record AttributeRules(boolean setByClient, boolean givenAtCreation, AttributeChange clientChange, AttributeChange clientDelete,
        boolean multipleInstances, Set<ObjectType> objectsOf1, Set<ObjectType> objectsOf2) {

    static Row rules() {
        return new Row();
    }

    /** Fills the columns in the order of the specification's tables; {@link #objects} ends the row. */
    static final class Row {

        private boolean client;
        private boolean given;
        private boolean multiple;
        private AttributeChange clientChange = AttributeChange.NO;
        private AttributeChange clientDelete = AttributeChange.NO;

        Row byClient() {
            client = true;
            return this;
        }

        Row givenAtCreation() {
            given = true;
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

        AttributeRules objects(Set<ObjectType> of1, Set<ObjectType> of2) {
            return new AttributeRules(client, given, clientChange, clientDelete, multiple, of1, of2);
        }
    }
}
