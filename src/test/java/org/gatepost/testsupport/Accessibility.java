package org.gatepost.testsupport;

import java.util.ArrayList;
import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

/**
 * What axe-core finds wrong with a page as it stands, frames apart. The script, half a megabyte, is put into each document once, and only
 * what is wrong comes back: asked for everything, axe describes every element that is right, which takes most of its time.
 */
public final class Accessibility {
    /** In the dark everything but the colours is the same. */
    private static final List<String> COLOURS = List.of("color-contrast");
    private static final String RUN = """
                                      async rules => (await axe.run(document, {
                                          iframes: false,
                                          resultTypes: ['violations'],
                                          ...(rules.length ? { runOnly: { type: 'rule', values: rules } } : {})
                                      })).violations.map(rule => rule.id + ': ' + rule.nodes.map(node => node.html).join(' '))
                                      """;

    private Accessibility() {
    }

    /** @return a line for each rule that is broken, in the light or in the dark; afterwards it is as light as before */
    public static List<String> faults(Page page) {
        if (!(Boolean) page.evaluate("typeof axe === 'object'")) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        boolean wasDark = (Boolean) page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches");
        List<String> faults = new ArrayList<>(run(page, ColorScheme.LIGHT, List.of()));
        faults.addAll(run(page, ColorScheme.DARK, COLOURS));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(wasDark ? ColorScheme.DARK : ColorScheme.LIGHT));
        return faults;
    }

    private static List<String> run(Page page, ColorScheme scheme, List<String> rules) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        List<?> found = (List<?>) page.evaluate(RUN, rules);
        return found.stream().map(fault -> scheme + " " + fault).toList();
    }
}
