package org.gatepost.view;

import java.util.List;

import org.gatepost.security.Person;

/**
 * What one observer sees.
 *
 * @param person who was asked as, or null for a stranger without a name
 * @param isOfTheCircle whether this person may know of the embargo, so that nothing is hidden from them; then nothing was asked
 * @param answers in the order of {@link Question}; empty when nobody could be asked, such as a page that was never signed
 */
public record Sight(Observer observer, Person person, boolean isOfTheCircle, List<Answer> answers) {

    /** Whether everything was asked and nothing was found. */
    public boolean isNothing() {
        return !isOfTheCircle && !answers.isEmpty() && answers.stream().allMatch(answer -> answer.found().isEmpty());
    }

    /** What was answered to it, or null when it was not asked. */
    public Answer answer(Question question) {
        return answers.stream().filter(answer -> answer.question() == question).findFirst().orElse(null);
    }

    /**
     * @param found what was shown, in short: titles, codenames, public addresses; empty for nothing
     */
    public record Answer(Question question, List<String> found) {
    }
}
