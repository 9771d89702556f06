package io.lumenvault.kmip.attribute;

/** When a client may change or delete an existing value (rows "Modifiable by client" and "Deletable by client" of the rule tables). */
public enum AttributeChange {
    /** Never. */
    NO,
    /** Always. */
    YES,
    /** While the object is Pre-Active. */
    WHILE_PRE_ACTIVE,
    /** While the object is Pre-Active or Active. */
    WHILE_PRE_ACTIVE_OR_ACTIVE,
    /** While the object is Pre-Active or Active and the date has not been reached. */
    UNTIL_REACHED,
    /** As long as no usage has been allocated. */
    UNTIL_USED
}
