package io.lumenvault.kmip.attribute;

/** When an existing value may be changed or deleted (rows "Modifiable by" and "Deletable by" of the rule tables). */
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
    UNTIL_USED,
    /** Only where the value, or its Application Data, is missing. */
    IF_ABSENT
}
