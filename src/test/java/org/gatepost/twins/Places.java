package org.gatepost.twins;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything that can be read by API and console; {@link org.gatepost.ArchitectureTest} sees that nothing is left out. In braces are
 * ids of things that both worlds have and of hidden ones; {codename} is the name of something hidden.
 */
public final class Places {
    public static final List<String> API = List.of("/incidents", "/incidents?page=1", "/incidents?state=ACTIVE",
            "/incidents?state=RESOLVED", "/incidents?words=pages", "/incidents?words=okapi", "/incidents?words={codename}",
            "/incidents/{incident}", "/incidents/{incident}/embargo", "/incidents/{incident}/alerts",
            "/incidents/{incident}/drafts", "/incidents/{incident}/publications", "/incidents/{incident}/view-as", "/alerts",
            "/alerts?state=FIRING",
            "/alerts/{alert}", "/drafts", "/drafts/{draft}", "/drafts/{draft}/revisions", "/drafts/{draft}/unmentioned",
            "/templates", "/duties", "/notices/{public}/publications", "/notices/{public}/takedowns",
            "/notices/{public}/entries/{entry}/content", "/operators", "/published", "/openapi.json",
            "/incidents/{incident}/embargo/record", "/ledger", "/inbox", "/integrations", "/clearances", "/audit",
            "/audit?stream=open", "/audit?stream=sealed", "/audit?stream=open&before=9");

    public static final List<String> CONSOLE = List.of("/", "/board", "/pulse", "/incidents", "/incidents/list",
            "/incidents?page=1", "/incidents?words=okapi", "/incidents?words={codename}", "/incidents/{incident}",
            "/incidents/{incident}/timeline", "/incidents/{incident}/view-as", "/alerts", "/alerts/list", "/alerts/{alert}",
            "/alerts/{alert}/links", "/drafts",
            "/drafts/list", "/drafts/count", "/drafts/{draft}", "/drafts/{draft}/approval", "/drafts/{draft}/preview",
            "/drafts/{draft}/preview/before", "/drafts/{draft}/preview/after", "/notices", "/notices/{public}",
            "/notices/{public}/retraction", "/notices/{public}/withdrawal", "/notices/{public}/entries/{entry}/retraction",
            "/notices/{public}/updates", "/templates", "/templates/new", "/templates/drafts/{draft}",
            "/templates/drafts/{draft}/proposal", "/parts", "/parts/drafts/{draft}", "/parts/drafts/{draft}/proposal",
            "/import", "/glossary", "/promise", "/no/such/page",
            "/incidents/{incident}/embargo/record", "/incidents/{incident}/here", "/drafts/{draft}/here", "/ledger", "/inbox",
            "/inbox/list", "/inbox/count", "/shift", "/clearances", "/audit", "/audit?stream=sealed", "/audit?stream=open");

    /** The same in every world and costly: asked on one day in {@value #SELDOM}. */
    private static final List<String> UNCHANGING = List.of("/openapi.json", "/glossary", "/promise", "/import",
            "/templates/new");
    private static final int SELDOM = 10;
    /** What makes the whole page, or looks with the eyes of five: for things that both worlds have, asked by one in {@value #FEW}. */
    private static final List<String> COSTLY = List.of("/incidents/{incident}/view-as", "/drafts/{draft}",
            "/drafts/{draft}/approval", "/drafts/{draft}/preview", "/drafts/{draft}/preview/before",
            "/drafts/{draft}/preview/after");
    private static final int FEW = 4;
    private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)}");

    private Places() {
    }

    /**
     * The paths that are looked at this time, by the labels of what stands in them: of each kind one thing that both worlds have and
     * one that is hidden.
     *
     * @param share of which one is looked at; 1 for all
     * @param things labels by kind
     */
    static List<String> looked(List<String> templates, int share, Map<String, List<String>> things, Chance chance) {
        List<String> paths = new ArrayList<>();
        for (String template : templates) {
            if (!chance.oneIn(share) || UNCHANGING.contains(template) && !chance.oneIn(SELDOM)) {
                continue;
            }
            Matcher slot = SLOT.matcher(template);
            if (!slot.find()) {
                paths.add(template);
                continue;
            }
            boolean isAskedByThisOne = !COSTLY.contains(template) || chance.oneIn(FEW);
            for (String label : some(things.get(slot.group(1)), isAskedByThisOne, chance)) {
                paths.add(template.replace(slot.group(), "{" + label + "}"));
            }
        }
        return paths;
    }

    private static List<String> some(List<String> labels, boolean openToo, Chance chance) {
        List<String> open = labels.stream().filter(label -> !label.startsWith("hidden")).toList();
        List<String> hidden = labels.stream().filter(label -> label.startsWith("hidden")).toList();
        List<String> some = new ArrayList<>();
        if (openToo && !open.isEmpty()) {
            some.add(chance.of(open));
        }
        if (!hidden.isEmpty()) {
            some.add(chance.of(hidden));
        }
        return some;
    }
}
