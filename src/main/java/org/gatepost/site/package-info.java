/**
 * The public page in every form: HTML, feed and Statuspage JSON, rendered from published words and an instant, and from nothing
 * else.
 * <p>
 * The room is cut where bytes begin: what comes in is one value ({@link org.gatepost.notice.PublishedPage}) and what goes out
 * is one list ({@link org.gatepost.site.Surface}). {@code Edition} is a pure function of page, instant and configuration; it
 * knows no clock, no locale or zone of the machine and no chance, so that the publisher, the gate's previews and the tests
 * get equal bytes for equal words. What an audience sees is rendered from {@link org.gatepost.notice.Told}, so that a
 * template cannot show it words that were meant for others.
 * <p>
 * <b>The theme has a Qute engine of its own</b>, not the application's. Whoever writes a theme reaches the records that a
 * template is given and messages, and nothing else: there is no {@code cdi:}, {@code inject:} or {@code config:} in this
 * engine, no template of another room to include, and values are looked up by record component only, because Qute's
 * reflection would let {@code {x.class.classLoader}} through. The rejected alternative was checked templates in Quarkus'
 * engine with those namespaces closed by a resolver per template id: an included template of another room counts as its own
 * origin there, and every extension method of the console would be a door. What javac would have checked is checked by
 * rendering samples, in the tests and at the publisher's start.
 */
package org.gatepost.site;
