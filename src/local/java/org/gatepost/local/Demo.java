package org.gatepost.local;

import java.util.function.Consumer;

/** A believable history to look at, made in a new local Gatepost through its public API, exactly as people and programs would. */
final class Demo {
    private Demo() {
    }

    /**
     * Called once for a place, when everything is ready and before anybody is told so.
     *
     * @param addresses where console and page answer
     * @param tokens of every account, by name, and of the automation
     * @param tell takes lines of progress for the people at the terminal
     * @throws LocalException when it cannot be filled; this ends the start
     */
    static void fill(Addresses addresses, Tokens tokens, Consumer<String> tell) {
        // Nothing yet: the API is not there.
    }
}
