package io.lumenvault.qkd.reconciliation;

/** Reconciliation with both ends in one process: for measurement and tests. */
public final class OneFrame {
    private OneFrame() {
    }

    /** Runs one frame to its end; the key of {@code bob} is then corrected and both objects hold their counts. */
    public static void reconcile(Corrector bob, Responder alice) {
        Questions questions = new Questions();
        Answers answers = new Answers();
        while (true) {
            questions.clear();
            answers.clear();
            bob.ask(questions);
            if (questions.count() == 0) {
                return;
            }
            alice.answer(questions, answers);
            bob.apply(questions, answers);
        }
    }
}
