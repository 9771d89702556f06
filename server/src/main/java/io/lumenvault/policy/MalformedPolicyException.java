package io.lumenvault.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A document is no policy; every fault that was found is named. */
public final class MalformedPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<PolicyFault> faults;

    public MalformedPolicyException(List<PolicyFault> faults) {
        super(faults.stream().map(PolicyFault::toString).collect(Collectors.joining("; ")), null, false, false);
        this.faults = List.copyOf(faults);
    }

    /** In the order of the document. */
    public List<PolicyFault> faults() {
        return faults;
    }
}
